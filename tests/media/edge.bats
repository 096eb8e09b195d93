#!/usr/bin/env bats
# Awkward input on the local engine: every codec and container that people bring, sound that begins late or
# stops, odd sizes, turned and HDR pictures, files with many tracks, files that do not say how long they are.
load ../helper

quiet_ffmpeg() { ffmpeg -nostdin -v error -y "$@"; }

# picture NAME SECONDS OPTIONS...: a clip with a tone of 300 Hz, in any codec
picture() {
    local name=$1 seconds=$2
    shift 2
    quiet_ffmpeg -f lavfi -i "testsrc2=s=320x240:r=25:d=$seconds" -f lavfi -i "sine=frequency=300:duration=$seconds" \
        "$@" "$name"
}
X264=(-c:v libx264 -preset ultrafast)
VP8=(-c:v libvpx -deadline realtime -cpu-used 8 -c:a libopus)

# stream_field FILE STREAM FIELD: what ffprobe says, without commas
stream_field() {
    ffprobe -v error -select_streams "$2" -show_entries "stream=$3" -of default=nk=1:nw=1 "$1" | head -n 1
}
size_of() { ffprobe -v error -select_streams v:0 -show_entries stream=width,height -of csv=p=0:s=x "$1"; }
# "picture sound": when each begins
starts_of() {
    ffprobe -v error -show_entries stream=codec_type,start_time -of csv=p=0 "$1" | awk -F, '{t[$1] = $2} END {print t["video"], t["audio"]}'
}
# The stretches of silence in a sound, times from the container's start: "start end" a line
silence_of() {
    ffmpeg -nostdin -hide_banner -i "$1" -map "0:${2:-a:0}" \
        -af aresample=48000:async=1:first_pts=0,silencedetect=n=-50dB:d=0.1 -f null - 2>&1 |
        awk '/silence_start/ {a = $NF} /silence_end/ {sub(/.*silence_end: /, ""); print a, $1}'
}
level_of() { # FILE: "mean peak" in dB
    ffmpeg -nostdin -hide_banner -i "$1" -map 0:a:0 -af volumedetect -f null - 2>&1 |
        awk '/mean_volume/ {m = $5} /max_volume/ {p = $5} END {print m, p}'
}

# expect_result INPUT SECONDS copied|encoded: INPUT-music.mp4 is whole, as long, and its picture as told
expect_result() {
    local input=$1 result="${1%.*}-music.mp4" seconds=$2 about codec frames start length
    [ -f "$result" ] || fail "no $result"
    about=$(ffprobe -v error -show_entries stream=codec_type,codec_name,nb_frames,start_time,duration -of compact=p=0:nk=1 "$result")
    IFS='|' read -r codec _ start length frames < <(grep '|video|' <<<"$about")
    awk -v a="$start" -v l="$length" -v b="$seconds" 'BEGIN {d = a + l - b; exit !(d < 0.045 && d > -0.045)}' ||
        fail "$result: the picture lasts from $start for $length, expected $seconds"
    IFS='|' read -r _ _ start length _ < <(grep '|audio|' <<<"$about")
    awk -v a="$start" -v l="$length" -v b="$seconds" 'BEGIN {d = a + l - b; exit !(d < 0.045 && d > -0.023)}' ||
        fail "$result: the sound lasts from $start for $length, expected $seconds"
    if [ "$3" = copied ]; then
        same_picture "$input" "$result" || fail "$result: the picture was touched"
    else
        [ "$codec" = h264 ] || fail "$result: no H.264"
        [ "$(ffprobe -v error -count_packets -select_streams v:0 -show_entries stream=nb_read_packets -of csv=p=0 "$input")" = \
            "$frames" ] || fail "$result: not every picture is there"
    fi
}

# add_all INPUT...: in one go; every result on stdout, in order
add_all() {
    run_apart bgmusic add "$@" -p "calm lo-fi" --engine local
    expect_status 0
    [ "$output" = "$(for input in "$@"; do echo "${input%.*}-music.mp4"; done)" ] || fail "stdout"
}

@test "what players show is copied: AV1, VP9, HEVC with the tag that Apple wants; Xvid is encoded" {
    picture vp9.webm 1 -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a libopus
    picture xvid.avi 1 -c:v mpeg4 -vtag xvid -c:a mp3
    picture hevc.mkv 1 -c:v libx265 -preset ultrafast -x265-params log-level=error -c:a aac
    picture av1.webm 1 -c:v libaom-av1 -cpu-used 8 -usage realtime -c:a libopus
    add_all vp9.webm xvid.avi hevc.mkv av1.webm
    # WebM and Matroska begin their picture a little late, behind the lead-in of the sound.
    expect_result vp9.webm 1.014 copied
    expect_result xvid.avi 1 encoded
    expect_result hevc.mkv 1.023 copied
    expect_result av1.webm 1.014 copied
    [ "$(stream_field hevc-music.mp4 v:0 codec_tag_string)" = hvc1 ] || fail "tag"
}

@test "films of cameras, broadcasts and older programs: TS, M2TS, MPG, FLV, WMV, OGV, DV, MXF" {
    local pictures=0
    picture a.ts 1 "${X264[@]}" -pix_fmt yuv420p -c:a aac
    picture b.MTS 1 "${X264[@]}" -pix_fmt yuv420p -c:a ac3 -f mpegts -mpegts_m2ts_mode 1
    picture c.mpg 1 -c:v mpeg2video -c:a mp2
    picture d.flv 1 "${X264[@]}" -pix_fmt yuv420p -c:a aac
    picture e.wmv 1 -c:v wmv2 -c:a wmav2
    picture f.ogv 1 -c:v libtheora -c:a libvorbis
    picture g.dv 1 -target pal-dv
    picture h.mxf 1 -s 720x576 -c:v mpeg2video -pix_fmt yuv422p -c:a pcm_s16le -ar 48000
    add_all ?.*
    for name in ?-music.mp4; do
        pictures=$(ffprobe -v error -count_packets -select_streams v:0 -show_entries stream=nb_read_packets -of csv=p=0 "$name" | head -n 1)
        [ "${pictures%,}" = 25 ] || fail "$name: $pictures pictures"
    done
    same_picture d.flv d-music.mp4 || fail "H.264 was not copied"
}

@test "codecs that it cannot hold are encoded: VP8, ProRes, GIF, a recorder's WebM without a length" {
    picture vp8.webm 1 "${VP8[@]}"
    picture prores.mov 1 -c:v prores_ks -c:a pcm_s16le
    quiet_ffmpeg -f lavfi -i "testsrc2=s=320x240:r=10:d=1" anim.gif
    picture - 1 "${VP8[@]}" -f webm | cat >recorded.webm
    [ "$(ffprobe -v error -show_entries format=duration -of csv=p=0 recorded.webm)" = N/A ]
    add_all vp8.webm prores.mov anim.gif recorded.webm
    expect_stderr "The picture was encoded again: MP4 cannot hold its codec (vp8)."
    expect_result vp8.webm 1.014 encoded
    expect_result prores.mov 1 encoded
    expect_result anim.gif 1 encoded
    expect_result recorded.webm 1.014 encoded
}

@test "a varying frame rate: every picture, at its own time" {
    picture - 2 -r 60 -vf "fps=60,select='not(mod(n\,7))+not(mod(n\,3))'" -vsync vfr "${VP8[@]}" -f webm | cat >vfr.webm
    add_all vfr.webm
    times() {
        ffprobe -v error -select_streams v:0 -show_entries packet=pts_time -of csv=p=0 "$1" | sort -n |
            awk 'NR == 1 {a = $1} {printf "%.3f\n", $1 - a}'
    }
    [ "$(times vfr.webm)" = "$(times vfr-music.mp4)" ] || fail "times: $(diff <(times vfr.webm) <(times vfr-music.mp4))"
}

@test "odd sizes are padded where they must be encoded: 4:4:4, which few players show, and VP8" {
    quiet_ffmpeg -f lavfi -i testsrc=s=641x361:r=25:d=1 -f lavfi -i sine=frequency=300:duration=1 \
        "${X264[@]}" -pix_fmt yuv444p -c:a aac odd.mp4
    quiet_ffmpeg -i odd.mp4 -pix_fmt yuv420p "${VP8[@]}" odd8.webm
    add_all odd.mp4 odd8.webm
    expect_result odd.mp4 1 encoded
    [ "$(size_of odd-music.mp4)" = 642x362 ]
    expect_result odd8.webm 1.014 encoded
    [ "$(size_of odd8-music.mp4)" = 642x362 ]
}

@test "half a second, 30000/1001 pictures a second, no sound, a picture longer or shorter than its sound" {
    picture half.mp4 0.5 "${X264[@]}" -c:a aac
    quiet_ffmpeg -f lavfi -i "testsrc2=s=320x240:r=30000/1001:d=2.002" -f lavfi -i sine=frequency=300:duration=2 \
        "${X264[@]}" -c:a aac ntsc.mp4
    quiet_ffmpeg -f lavfi -i "testsrc2=s=320x240:r=25:d=2" "${X264[@]}" silent.mp4
    quiet_ffmpeg -f lavfi -i "testsrc2=s=320x240:r=25:d=3" -f lavfi -i sine=frequency=300:duration=1 "${X264[@]}" -c:a aac longer.mp4
    quiet_ffmpeg -f lavfi -i "testsrc2=s=320x240:r=25:d=1" -f lavfi -i sine=frequency=300:duration=3 "${X264[@]}" -c:a aac shorter.mp4
    add_all half.mp4 ntsc.mp4 silent.mp4 longer.mp4 shorter.mp4
    expect_result half.mp4 0.52 copied
    expect_result ntsc.mp4 2.002 copied
    expect_result silent.mp4 2 copied
    expect_result longer.mp4 3 copied
    # Its last picture is held as long as somebody may be heard.
    expect_result shorter.mp4 3 copied
}

@test "the original sound stays where it was: late by a second, with a gap, in a container that begins at 11.4 s" {
    picture plain.mp4 3 "${X264[@]}" -c:a aac
    quiet_ffmpeg -i plain.mp4 -itsoffset 1 -i plain.mp4 -map 0:v -map 1:a -c copy -t 4 late.mp4
    quiet_ffmpeg -i late.mp4 -c copy -output_ts_offset 11.4 late-offset.mkv
    quiet_ffmpeg -i late.mp4 -c copy -output_ts_offset 11.4 late-moved.mp4
    quiet_ffmpeg -f lavfi -i "testsrc2=s=320x240:r=25:d=3" -f lavfi -i sine=frequency=300:duration=3 \
        -filter_complex "[1:a]aselect='not(between(t,1,2))'[a]" -map 0:v -map '[a]' "${X264[@]}" -c:a aac gap.mkv
    run_apart bgmusic add late.mp4 late-offset.mkv late-moved.mp4 gap.mkv --volume 0 --loudness keep --engine local
    expect_status 0
    for input in late.mp4 late-offset.mkv late-moved.mp4 gap.mkv; do
        result=${input%.*}-music.mp4
        read -r start end < <(silence_of $result)
        read -r picture_from sound_from < <(starts_of $input)
        read -r picture_start _ < <(starts_of $result)
        # Against the picture, so that a container's start counts on neither side.
        if [ $input != gap.mkv ]; then
            sound_from=$(awk -v a="$sound_from" -v v="$picture_from" 'BEGIN {print a - v}')
            awk -v a="$sound_from" -v b="$end" -v v="$picture_start" 'BEGIN {d = a - (b - v); exit !(d < 0.05 && d > -0.05)}' ||
                fail "$input: its sound begins $sound_from after the picture, afterwards at $end against $picture_start"
        else
            read -r from to < <(silence_of $input)
            awk -v a="$from" -v b="$start" -v c="$to" -v d="$end" \
                'BEGIN {exit !(a - b < 0.05 && b - a < 0.05 && c - d < 0.05 && d - c < 0.05 && d - b > 0.8)}' ||
                fail "$input: silent $from-$to, afterwards $start-$end"
        fi
        same_picture $input $result || fail "$result: the picture was touched"
    done
}

@test "mono and 5.1: both become stereo, a mono sound keeps its level" {
    picture mono.mp4 2 "${X264[@]}" -c:a aac -ac 1
    picture six.mp4 2 "${X264[@]}" -c:a aac -af "pan=5.1|FL=c0|FR=c0|FC=0*c0|LFE=0*c0|BL=0*c0|BR=0*c0"
    run_apart bgmusic add mono.mp4 six.mp4 --volume 0 --loudness keep --engine local
    expect_status 0
    for name in mono six; do
        [ "$(stream_field $name-music.mp4 a:0 channels)" = 2 ] || fail "$name: channels"
        read -r _ before < <(level_of $name.mp4)
        read -r _ after < <(level_of $name-music.mp4)
        awk -v a="$before" -v b="$after" 'BEGIN {exit !(a - b < 0.7 && b - a < 0.7)}' || fail "$name: $before dB, then $after dB"
    done
    expect_result mono.mp4 2 copied
    expect_result six.mp4 2 copied
}

@test "HDR keeps its colours and a turned picture its turn, copied and under a title" {
    picture hdr.mp4 1 -c:v libx265 -preset ultrafast -x265-params log-level=error:hdr10=1 -pix_fmt yuv420p10le \
        -color_primaries bt2020 -color_trc smpte2084 -colorspace bt2020nc -tag:v hvc1 -c:a aac
    picture plain.mp4 1 "${X264[@]}" -c:a aac
    quiet_ffmpeg -i plain.mp4 -c copy -metadata:s:v rotate=90 turned.mov
    colours() { ffprobe -v error -select_streams v:0 -show_entries stream=pix_fmt,color_transfer,color_primaries,color_space -of csv=p=0 "$1"; }
    add_all hdr.mp4 turned.mov
    expect_result hdr.mp4 1 copied
    [ "$(colours hdr.mp4)" = "$(colours hdr-music.mp4)" ] || fail "colours"
    expect_result turned.mov 1 copied
    turn() { ffprobe -v error -select_streams v:0 -show_entries stream_side_data=rotation -of default=nk=1:nw=1 "$1"; }
    [ -n "$(turn turned.mov)" ] && [ "$(turn turned.mov)" = "$(turn turned-music.mp4)" ] || fail "turn"
    run_apart bgmusic add hdr.mp4 turned.mov --title "It's 50% \\ [x]; ,y: z" --force --engine local
    expect_status 0
    expect_stderr "The picture was encoded again: titles are drawn on it."
    [ "$(colours hdr.mp4)" = "$(colours hdr-music.mp4)" ] || fail "colours under a title: $(colours hdr-music.mp4)"
    [ "$(stream_field turned-music.mp4 v:0 width)" = 240 ] && [ -z "$(turn turned-music.mp4)" ] || fail "turn under a title"
}

@test "cover, chapters, subtitles and a second sound track come along; --replace-audio drops the sound of both" {
    picture plain.mp4 3 "${X264[@]}" -c:a aac
    printf '1\n00:00:00,500 --> 00:00:02,000\nHello\n' >words.srt
    printf ';FFMETADATA1\ntitle=Rich\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1500\ntitle=One\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=1500\nEND=3000\ntitle=Two\n' >about.txt
    quiet_ffmpeg -f lavfi -i color=red:s=64x64 -frames:v 1 cover.jpg
    quiet_ffmpeg -i plain.mp4 -f lavfi -i sine=frequency=900:duration=3 -i words.srt -i about.txt -i cover.jpg \
        -map 0:v -map 0:a -map 1:a -map 2:s -map 4:v -map_metadata 3 -map_chapters 3 -c:v copy -c:a aac -c:s mov_text \
        -disposition:v:1 attached_pic -metadata:s:a:0 language=eng -metadata:s:a:1 language=deu rich.mp4
    add_all rich.mp4
    expect_result rich.mp4 3 copied
    ffprobe -v error -of json -show_streams -show_chapters -show_format rich-music.mp4 >about.json
    jq -e '([.streams[] | select(.codec_type == "audio") | .tags.language] == ["eng", "deu"])
        and ([.streams[] | select(.codec_type == "audio") | .disposition.default] == [1, 0])
        and ([.streams[] | select(.disposition.attached_pic == 1) | .codec_name] == ["mjpeg"])
        and ([.streams[] | select(.codec_type == "subtitle") | .codec_name] == ["mov_text"])
        and ([.chapters[].tags.title] == ["One", "Two"]) and .format.tags.title == "Rich"' about.json || fail "$(cat about.json)"
    second() { ffmpeg -nostdin -v error -i "$1" -map 0:a:1 -c copy -f hash -hash md5 -; }
    [ "$(second rich.mp4)" = "$(second rich-music.mp4)" ] || fail "the second sound was touched"
    bgmusic -q add rich.mp4 --replace-audio --volume 0 --loudness keep --force --engine local
    [ "$(ffprobe -v error -select_streams a -show_entries stream=codec_name -of csv=p=0 rich-music.mp4 | wc -l)" = 1 ] || fail "sounds"
    same_picture rich.mp4 rich-music.mp4 || fail "the picture was touched"
    # The tone of the original is gone: what is left at 300 Hz lies far under it.
    read -r _ peak < <(level_of rich-music.mp4)
    within "$peak" -200 -60
}

@test "music from 1 to 2 s on a rich clip leaves the rest of the sound alone" {
    picture clip.mp4 4 "${X264[@]}" -c:a aac
    run_apart bgmusic add clip.mp4 -p "upbeat" --from 1 --to 2.5 --loudness keep --json --engine local
    expect_status 0
    jq -e '.tracks[1] | .start_ms == 1000 and .end_ms == 2500' <<<"$output" || fail "times"
    part() { ffmpeg -nostdin -hide_banner -ss "$2" -t "$3" -i "$1" -af "highpass=1500:p=2,highpass=1500:p=2,volumedetect" -f null - 2>&1 | awk '/mean_volume/ {print $5}'; }
    # Over the tone there is nothing before and after the music.
    within "$(part clip-music.mp4 0.1 0.8)" -120 -60
    within "$(part clip-music.mp4 2.7 1.2)" -120 -60
    within "$(part clip-music.mp4 1.1 1.2)" -60 -10
}

@test "what holds no video, or not one that is taken, is refused by name with code 7" {
    quiet_ffmpeg -f lavfi -i sine=frequency=300:duration=2 -c:a aac only.m4a
    quiet_ffmpeg -f lavfi -i sine=frequency=300:duration=2 -c:a aac sound.mp4
    quiet_ffmpeg -f lavfi -i color=red:s=64x64 -frames:v 1 still.png
    quiet_ffmpeg -f lavfi -i color=red:s=64x64 -frames:v 1 lone.gif
    quiet_ffmpeg -f lavfi -i testsrc2=s=160x120:r=25:d=1 -f yuv4mpegpipe raw.y4m
    run_apart bgmusic --json add only.m4a sound.mp4 still.png lone.gif raw.y4m --engine local
    expect_status 11
    expect_clean_error
    [ "$(jq -s -c 'map([.ok, .error.exit]) | unique' <<<"$output")" = "[[false,7]]" ] || fail "exit codes"
    for input in only.m4a sound.mp4 still.png lone.gif raw.y4m; do
        expect_stderr "$input"
        [ ! -e "${input%.*}-music.mp4" ] || fail "$input: a result"
    done
}

@test "a song with its cover is no film, and the error says how to make one, which works" {
    quiet_ffmpeg -f lavfi -i testsrc2=s=200x200 -frames:v 1 cover.jpg
    quiet_ffmpeg -i cover.jpg -f lavfi -i sine=d=2 -map 0 -map 1 -c:v copy -c:a aac -disposition:v attached_pic song.m4a
    run_apart bgmusic add song.m4a --engine local
    expect_status 7
    local advice
    advice=$(grep -o 'ffmpeg -i IN .*' <<<"$stderr" | sed 's/IN/song.m4a/; s/OUT/film/; s/ffmpeg/ffmpeg -nostdin -v error/')
    eval "$advice"
    bgmusic -q add film.mkv -p calm --engine local
    within "$(duration_of film-music.mp4 v:0)" 1.9 2.1
}

@test "plucked strings, which AAC makes louder: peaks under -1 dB when decoded, silent at the very end" {
    quiet_ffmpeg -f lavfi -i "testsrc2=s=160x120:r=25:d=9" "${X264[@]}" silent.mp4
    for style in acoustic ambient; do
        bgmusic -q add silent.mp4 -p $style --force --engine local
        read -r loudness peak < <(loudness_of silent-music.mp4)
        within "$loudness" -14.6 -13.5
        within "$peak" -9 -1.0
        end=$(ffmpeg -nostdin -hide_banner -ss 8.9 -i silent-music.mp4 -map 0:a:0 -af volumedetect -f null - 2>&1 | awk '/mean_volume/ {print $5}')
        within "$end" -200 -50
    done
}
