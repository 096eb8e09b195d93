#!/usr/bin/env bats
# Copied where everything plays it, encoded where not; titles that fit.
load ../helper

music() { run_apart bgmusic add "$@" -p calm --engine local --seed 1; }
about() { ffprobe -v error -select_streams v:0 -show_entries stream=codec_name,pix_fmt -of csv=p=0 "$1"; }

@test "what browsers do not play becomes H.264 in yuv420p, and it is told" {
    ffmpeg -nostdin -v error -f lavfi -i testsrc2=s=160x90:r=25:d=1 -c:v mjpeg motion.avi \
        -c:v mpeg2video old.mkv -c:v mpeg4 -vtag DIVX asp.avi -c:v libx264 -preset ultrafast -pix_fmt yuv422p wide.mp4 \
        -c:v libx264 -preset ultrafast -pix_fmt yuv420p10le deep.mp4
    for name in motion.avi old.mkv asp.avi wide.mp4 deep.mp4; do
        music $name -o ${name%.*}-out.mp4
        expect_status 0
        expect_stderr "encoded again"
        [ "$(about ${name%.*}-out.mp4)" = h264,yuv420p ] || fail "$name: $(about ${name%.*}-out.mp4)"
    done
    # --copy-picture and --compatible turn that round, each for its row of a list.
    ffmpeg -nostdin -v error -f lavfi -i testsrc2=s=160x90:r=25:d=1 -c:v libx265 -preset ultrafast -x265-params log-level=error -tag:v hvc1 hevc.mp4
    printf 'video\tcopy-picture\tcompatible\toutput\nold.mkv\tyes\t\tkept.mkv\nhevc.mp4\t\tyes\tplain.mp4\nold.mkv\tyes\tyes\tx.mp4\n' >list.tsv
    music -a list.tsv
    expect_status 11
    expect_stderr "want opposite things"
    [ "$(picture_hash old.mkv)" = "$(picture_hash kept.mkv)" ]
    [ "$(about plain.mp4)" = h264,yuv420p ]
}

@test "AVI with B frames: the pictures rise in time, none is lost" {
    ffmpeg -nostdin -v error -f lavfi -i testsrc2=s=160x90:r=25:d=1 -c:v libx264 -preset ultrafast -bf 3 -b_strategy 0 in.avi
    music in.avi -o out.mp4
    expect_status 0
    ffprobe -v error -select_streams v:0 -show_entries frame=pts_time -of csv=p=0 out.mp4 | tr -d , | grep . >times
    [ "$(wc -l <times)" = 25 ]
    sort -n -c times
}

@test "interlaced pictures are made whole" {
    ffmpeg -nostdin -v error -f lavfi -i testsrc2=s=720x576:r=50:d=1,scroll=h=0.02 -vf interlace=scan=bff:lowpass=0 \
        -c:v dvvideo -pix_fmt yuv420p -flags +ildct+ilme in.avi
    music in.avi -o out.mp4
    expect_status 0
    ffmpeg -nostdin -hide_banner -i out.mp4 -vf idet -f null - 2>&1 | grep -q 'Multi frame.*BFF: *0 .*Progressive: *2[0-9]'
}

@test "Dolby Vision and other boxes of a copied picture stay, HDR light levels stay under a title" {
    ffmpeg -nostdin -v error -f lavfi -i testsrc2=s=160x90:r=25:d=1 -c:v libx265 -preset ultrafast -pix_fmt yuv420p10le \
        -x265-params "log-level=error:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,1):max-cll=1000,400" \
        -tag:v hvc1 in.mp4
    music in.mp4 -o out.mp4 --title Hello
    expect_status 0
    ffprobe -v error -select_streams v:0 -read_intervals %+#1 -show_frames -show_entries frame=color_transfer:frame_side_data out.mp4 >facts
    grep -q 'max_content=1000' facts || fail "$(cat facts)"
    grep -q 'red_x=34000/50000' facts
    grep -q 'smpte2084' facts
}

@test "a title fits an upright picture, in lines, inside its edges" {
    ffmpeg -nostdin -v error -f lavfi -i color=c=white:s=180x320:r=25:d=2 -c:v libx264 -preset ultrafast in.mp4
    music in.mp4 -o out.mp4 --title "Our summer holiday in the mountains of the north"
    expect_status 0
    # The outer twentieth on each side stays white.
    for side in 0 172; do
        ffmpeg -nostdin -v error -ss 1 -i out.mp4 -frames:v 1 -vf "crop=8:ih:$side:0,format=gray" -f rawvideo - |
            od -An -tu1 -v | tr -s ' ' '\n' | grep . | sort -n | head -1 >darkest
        within "$(cat darkest)" 230 255
    done
}

@test "a character that no font can draw is named, and leaves one blank where it stood" {
    clip in.mp4 2
    music in.mp4 -o out.mp4 --title "Hi $(printf '\U10FFFD')"
    expect_status 0
    expect_stderr "$(printf '\U10FFFD') of the title cannot be drawn with the fonts of this machine"
    # The same picture as without it; seen in the pictures, for the text is gone when the file is there.
    music in.mp4 -o gap.mp4 --title "Hi $(printf '\U10FFFD') you $(printf '\U10FFFD \U10FFFD') all"
    music in.mp4 -o plain.mp4 --title "Hi you all"
    for name in gap plain; do ffmpeg -nostdin -v error -i $name.mp4 -an -f framemd5 $name.md5; done
    cmp gap.md5 plain.md5
}

# other_ffmpeg LIST-EDIT: an ffmpeg in front of the real one whose list of encoders went through sed; it encodes by x264
# what is asked of openh264.
other_ffmpeg() {
    mkdir -p other
    cat >other/ffmpeg <<SCRIPT
#!/bin/sh
case "\$*" in *-encoders*) $(command -v ffmpeg) -hide_banner -encoders | sed '$1'; exit ;; esac
for word; do
    shift
    [ "\$word" != libopenh264 ] || word=libx264
    set -- "\$@" "\$word"
done
exec $(command -v ffmpeg) "\$@"
SCRIPT
    chmod +x other/ffmpeg
}

@test "without libx264: another H.264 encoder, else a copy that is told of, else a sentence; doctor knows" {
    ffmpeg -nostdin -v error -f lavfi -i testsrc2=s=160x90:r=25:d=1 -c:v mpeg2video old.mkv -c:v rawvideo raw.avi
    other_ffmpeg 's/libx264 /libopenh264 /g'
    PATH=$PWD/other:$PATH music old.mkv -o out.mp4
    expect_status 0
    [ "$(about out.mp4)" = h264,yuv420p ]
    PATH=$PWD/other:$PATH run_apart bgmusic doctor --engine local
    expect_output "libopenh264 in place of libx264"
    other_ffmpeg '/264/d'
    PATH=$PWD/other:$PATH music old.mkv -o copy.mp4
    expect_status 0
    expect_stderr "this ffmpeg has no H.264 encoder"
    [[ "$(about copy.mp4)" == mpeg2video,yuv420p* ]]
    PATH=$PWD/other:$PATH music raw.avi -o none.mp4
    expect_status 7
    expect_stderr "has no encoder for it"
    PATH=$PWD/other:$PATH run_apart bgmusic doctor --engine local
    expect_status 0
    expect_output "warning  encoders"
}
