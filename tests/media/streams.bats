#!/usr/bin/env bats
# Which streams of an input go where, and that what cannot be kept is named.
load ../helper

music() { run_apart bgmusic add "$@" -p calm --engine local --seed 1; }
codecs() { ffprobe -v error -show_entries stream=codec_name -of csv=p=0 "$1" | tr '\n' ' '; }

# Renames the sample entry of a codec, so that ffmpeg no longer knows it: a phone's newest sound.
unknown_sound() { # IN OUT NUMBER-OF-THE-SOUND
    python3 - "$@" <<'P'
import sys
b = open(sys.argv[1], "rb").read()
at = -1
for _ in range(int(sys.argv[3])):
    at = b.index(b"mp4a\0\0\0\0\0\0", at + 1)
end = b.index(b"esds", at)
open(sys.argv[2], "wb").write(b[:at] + b"apac" + b[at + 4:end] + b"dapa" + b[end + 4:])
P
}

@test "a sound that ffmpeg cannot decode beside one that it can: the other one is used" {
    ffmpeg -nostdin -v error -f lavfi -i testsrc2=s=160x90:r=25:d=1 -f lavfi -i sine=d=1 -f lavfi -i sine=f=900:d=1 \
        -map 0 -map 1 -map 2 -c:v libx264 -preset ultrafast -c:a aac a.mp4
    unknown_sound a.mp4 second.mp4 2
    music second.mp4 -o out.mp4
    expect_status 0
    expect_stderr "(apac) was left out"
    [ "$(codecs out.mp4)" = "h264 aac " ]
    unknown_sound a.mp4 first.mp4 1
    music first.mp4 -o out2.mp4
    expect_status 0
    [ "$(codecs out2.mp4)" = "h264 aac " ]
}

@test "the only sound cannot be decoded: 7 with the way out, and --replace-audio makes the film" {
    clip a.mp4 1
    unknown_sound a.mp4 in.mp4 1
    music in.mp4 -o out.mp4
    expect_status 7
    expect_stderr "cannot be decoded"
    expect_stderr "--replace-audio"
    music in.mp4 -o out.mp4 --replace-audio
    expect_status 0
    [ -s out.mp4 ]
}

@test "twelve channels without places, a second track of MP3 at 8 kHz, one that begins late" {
    ffmpeg -nostdin -v error -f lavfi -i testsrc2=s=160x90:r=25:d=2 -f lavfi -i "aevalsrc=0.1*sin(400*t)$(printf '|0.1*sin(300*t)%.0s' $(seq 11)):d=2" \
        -f lavfi -i sine=d=2:r=8000 -itsoffset 1 -f lavfi -i sine=d=1 -map 0 -map 1 -map 2 -map 3 -c:v libx264 \
        -preset ultrafast -c:a:0 pcm_s16le -c:a:1 libmp3lame -c:a:2 flac in.mkv
    music in.mkv -o out.mp4
    expect_status 0
    [ "$(codecs out.mp4)" = "h264 aac aac aac " ] || fail "$(codecs out.mp4)"
}

@test "a preview ahead of the film, and a second picture: the film is taken, the others are named" {
    ffmpeg -nostdin -v error -f lavfi -i testsrc=s=64x36:r=1:d=2 -f lavfi -i testsrc2=s=160x90:r=25:d=2 -map 0 -map 1 \
        -c:v:0 mjpeg -c:v:1 libx264 -preset ultrafast -disposition:v:0 0 -disposition:v:1 default in.mkv
    music in.mkv -o out.mp4
    expect_status 0
    [ "$(ffprobe -v error -select_streams v -show_entries stream=width -of csv=p=0 out.mp4)" = 160 ]
    expect_stderr "picture track 0 (mjpeg) of 64 x 36 was left out"
}

@test "the timecode is kept without a word, subtitles that are not in UTF-8 are read" {
    ffmpeg -nostdin -v error -f lavfi -i testsrc2=s=160x90:r=25:d=1 -c:v libx264 -preset ultrafast -timecode 01:00:00:00 in.mov
    music in.mov -o out.mp4
    expect_status 0
    [[ "$stderr" != *"left out"* ]] || fail "a note that is not true"
    ffprobe -v error -show_entries stream_tags=timecode -of csv=p=0 out.mp4 | grep -q 01:00:00:00
    printf '1\n00:00:00,100 --> 00:00:00,900\ncaf\xe9\n' >s.srt
    ffmpeg -nostdin -v error -i out.mp4 -i s.srt -map 0:v -map 1 -c:v copy -c:s copy in.mkv
    music in.mkv -o sub.mp4
    expect_status 0
    expect_stderr "CP1252"
    ffmpeg -nostdin -v error -i sub.mp4 -map 0:s -f srt - | grep -q café
}

@test "names, languages and uses of tracks stay, of the picture and of our sound, too" {
    ffmpeg -nostdin -v error -f lavfi -i testsrc2=s=160x90:r=25:d=1 -f lavfi -i sine=d=1 -f lavfi -i sine=f=900:d=1 \
        -map 0 -map 1 -map 2 -c:v libx264 -preset ultrafast -c:a aac -metadata:s:v title=Camera \
        -metadata:s:a:0 title=Desktop -metadata:s:a:1 title="Mic / Aux" -metadata:s:a:1 language=deu \
        -disposition:a:0 default+original -disposition:a:1 comment+hearing_impaired in.mkv
    music in.mkv -o out.mp4
    expect_status 0
    ffprobe -v error -show_entries stream_tags=handler_name,language -of compact=p=0:nk=1 out.mp4 >names
    [ "$(cat names)" = "und|Camera
und|Desktop
deu|Mic / Aux" ] || fail "$(cat names)"
    music in.mkv -o out.mkv
    ffprobe -v error -show_entries stream_tags=title -of csv=p=0 out.mkv >names
    [ "$(cat names)" = "Camera
Desktop
Mic / Aux" ] || fail "$(cat names)"
    ffprobe -v error -select_streams a -show_entries stream_disposition=default,original,comment,hearing_impaired -of csv=p=0 out.mkv >uses
    [ "$(cat uses)" = "1,1,0,0
0,0,1,1" ] || fail "$(cat uses)"
}

@test "telemetry: a GoPro's is kept to the byte, a drone's is named; the place of recording stays" {
    ffmpeg -nostdin -v error -f lavfi -i testsrc2=s=160x90:r=25:d=1 -f lavfi -i sine=d=1 -f lavfi -i sine=d=1:r=8000 \
        -map 0 -map 1 -map 2 -c:v libx264 -preset ultrafast -c:a:0 aac -c:a:1 pcm_s16be \
        -metadata:s:a:0 handler_name="GoPro AAC" -metadata:s:a:1 handler_name="GoPro MET" \
        -metadata location=+48.1374+011.5755/ -f mov sound.mov
    # The last track becomes one of data, as cameras write it.
    python3 - <<'P'
whole = open("sound.mov", "rb").read()
for name, code in (("gopro.mov", b"gpmd"), ("drone.mov", b"djmd")):
    b = bytearray(whole)
    at, kind = b.rindex(b"twos"), b.rindex(b"mhlrsoun")
    b[at:at + 4] = code
    b[kind:kind + 8] = b"mhlrmeta"
    open(name, "wb").write(b)
P
    music gopro.mov -o gopro.mp4
    expect_status 0
    [[ "$stderr" != *"left out"* ]] || fail "a note that is not true"
    for file in gopro.mov gopro.mp4; do
        ffmpeg -nostdin -v error -i $file -map 0:d:0 -c copy -f data - | md5sum >$file.md5
    done
    cmp gopro.mov.md5 gopro.mp4.md5
    [ "$(ffprobe -v error -show_entries stream=codec_tag_string -select_streams d -of csv=p=0 gopro.mp4)" = gpmd ]
    [ "$(ffprobe -v error -show_entries format_tags=location -of csv=p=0 gopro.mp4)" = +48.1374+011.5755/ ]
    grep -q 'GoPro AAC' <<<"$(ffprobe -v error -show_entries stream_tags=handler_name -of csv=p=0 gopro.mp4)"
    music drone.mov -o drone.mp4
    expect_status 0
    expect_stderr 'The data track 2 (djmd, "GoPro MET") was left out: ffmpeg cannot write it into MP4.'
}

@test "what is transparent is named where it is lost, and kept without a word where it can be" {
    ffmpeg -nostdin -v error -f lavfi -i testsrc2=s=160x90:r=25:d=1,format=yuva420p -c:v libvpx-vp9 -deadline realtime \
        -cpu-used 8 in.webm
    music in.webm -o out.mp4
    expect_stderr "a channel for transparency"
    music in.webm -o out.webm
    [[ "$stderr" != *transparen* ]] || fail "a note that is not true"
    [ "$(ffprobe -v error -show_entries stream_tags=alpha_mode -of csv=p=0 out.webm | head -1)" = 1 ]
    ffmpeg -nostdin -v error -f lavfi -i testsrc2=s=160x90:r=25:d=1 -c:v prores_ks -pix_fmt yuva444p10le in.mov
    music in.mov -o master.mp4
    expect_stderr "a channel for transparency"
    music in.mov -o master.mov
    [[ "$stderr" != *transparen* ]] || fail "a note that is not true"
}

@test "title and artist of Ogg, which stand at its streams, become those of the file" {
    ffmpeg -nostdin -v error -f lavfi -i testsrc2=s=160x90:r=25:d=1 -f lavfi -i sine=d=1 -c:v libtheora -c:a libvorbis \
        -metadata title=Reise -metadata artist=Anna in.ogv
    music in.ogv -o out.mp4
    expect_status 0
    [ "$(ffprobe -v error -show_entries format_tags=title,artist -of csv=p=0 out.mp4)" = Reise,Anna ]
}
