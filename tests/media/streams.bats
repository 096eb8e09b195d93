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
