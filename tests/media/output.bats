#!/usr/bin/env bats
# The ending of the output decides what it is.
load ../helper

music() { run_apart bgmusic add "$@" -p calm --engine local --seed 1; }
about() { ffprobe -v error -show_entries format=format_name:stream=codec_name -of csv=p=0 "$1" | tr -d '"' | tr '\n' ' '; }

@test "a film as MP4, QuickTime, Matroska and WebM: copied where the container can" {
    ffmpeg -nostdin -v error -f lavfi -i testsrc2=s=160x90:r=25:d=1 -c:v libvpx -deadline realtime in.webm
    music in.webm -o out.webm
    expect_status 0
    expect_stderr "not everything plays .webm"
    [ "$(about out.webm)" = "vp8 opus matroska,webm " ] || fail "$(about out.webm)"
    [ "$(picture_hash in.webm)" = "$(picture_hash out.webm)" ]
    # Opus begins 312 samples ahead of what is heard, and readers take that off: the picture begins with what is heard.
    local starts
    starts=$(ffprobe -v error -show_entries stream=codec_type,start_time -of csv=p=0 out.webm | sort | cut -d, -f2 | tr '\n' ' ')
    within "$(awk '{print $2 - $1}' <<<"$starts")" 0.006 0.008
    music in.webm -o out.mkv
    expect_status 0
    [ "$(about out.mkv)" = "vp8 aac matroska,webm " ] || fail "$(about out.mkv)"
    clip in.mp4 1
    music in.mp4 -o out.MOV
    expect_status 0
    ffprobe -v error -show_entries format_tags=major_brand -of csv=p=0 out.MOV | grep -q qt
}

@test "the music alone as MP3, FLAC and Opus, of the film's length" {
    clip in.mp4 2
    for kind in mp3 flac opus; do
        music in.mp4 -o out.$kind
        expect_status 0
        expect_stderr "an output that ends in .$kind is the music alone"
        [[ "$(about out.$kind)" != *h264* ]]
        within "$(ffprobe -v error -show_entries format=duration -of csv=p=0 out.$kind)" 1.9 2.1
    done
}

@test "an ending that nothing is made for is refused before any work" {
    clip in.mp4 1
    for kind in gif avi txt; do
        music in.mp4 -o out.$kind
        expect_status 2
        expect_stderr ".mkv"
        [ ! -e out.$kind ]
    done
}
