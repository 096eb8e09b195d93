#!/usr/bin/env bats
# Where music meets the picture and the voice, measured.
load ../helper

@test "--sync cuts looks at every frame: the cuts are exact where key frames hide them" {
    ffmpeg -nostdin -v error -y -f lavfi -i testsrc=s=320x240:r=25:d=3 -f lavfi -i smptebars=s=320x240:r=25:d=4 -f lavfi \
        -i mandelbrot=s=320x240:r=25 -filter_complex "[2]trim=duration=5[m];[0][1][m]concat=n=3:v=1" \
        -c:v libx264 -preset ultrafast -x264-params scenecut=0:keyint=999 cuts.mp4
    BGMUSIC_TRACE=sse BGMUSIC_TRACE_FILE=trace run_apart bgmusic add cuts.mp4 -p calm --sync cuts --engine local
    expect_status 0
    grep -q '2 cuts found' trace
    run_apart bgmusic state --engine local --raw
    [ "$(jq -r '[.. | .sync_cuts? // empty] | first' <<<"$output")" = true ]
    run_apart bgmusic add cuts.mp4 --sync frames --engine local
    expect_status 2
}

@test "music under two voices: 14 LU on average, never less than 10, back in the pauses, the voice untouched" {
    run_apart "$BATS_TEST_DIRNAME/../tools/speech_mix.sh" "$BGMUSIC" short
    expect_status 0
    [ "$(grep -c '| good |' <<<"$output")" = 3 ]
}
