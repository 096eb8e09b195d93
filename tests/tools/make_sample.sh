#!/bin/sh
# Makes the sample clip of `make demo`: 20 s, 1280x720, five scenes with hard cuts, narration over a part of it.
# usage: make_sample.sh OUTPUT.mp4
set -eu
output=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

words="This is a small demonstration. The music under my voice was composed for this very clip, and it steps back while I speak."
if command -v espeak-ng >/dev/null 2>&1; then
    espeak-ng -v en -s 150 -w "$folder/voice.wav" "$words"
    voice="-i $folder/voice.wav"
elif ffmpeg -hide_banner -filters 2>/dev/null | grep -q ' flite '; then
    printf '%s' "$words" >"$folder/words.txt"
    voice="-f lavfi -i flite=textfile=$folder/words.txt:voice=slt"
else
    echo "make_sample: no speech synthesiser here, the clip gets a tone instead" >&2
    voice="-f lavfi -i sine=frequency=180:duration=8"
fi

# shellcheck disable=SC2086
ffmpeg -nostdin -v error -y \
    -f lavfi -i "gradients=s=1280x720:r=30:d=4:c0=0x203060:c1=0x7090c0:speed=0.02" \
    -f lavfi -i "testsrc2=s=1280x720:r=30:d=5" \
    -f lavfi -i "gradients=s=1280x720:r=30:d=4:c0=0xb05030:c1=0xf0c070:speed=0.02" \
    -f lavfi -i "mandelbrot=s=1280x720:r=30:maxiter=300" \
    -f lavfi -i "gradients=s=1280x720:r=30:d=3:c0=0x205030:c1=0x80c090:speed=0.02" \
    $voice \
    -filter_complex "[3:v]trim=duration=4,setpts=PTS-STARTPTS[m];[0:v][1:v][2:v][m][4:v]concat=n=5:v=1:a=0,format=yuv420p[v];
        [5:a]aresample=48000,aformat=channel_layouts=stereo,volume=-3dB,adelay=3000:all=1,apad,atrim=0:20[a]" \
    -map '[v]' -map '[a]' -t 20 -c:v libx264 -preset veryfast -crf 23 -c:a aac -b:a 160k -movflags +faststart \
    "$output"
