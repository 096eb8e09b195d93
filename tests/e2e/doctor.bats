#!/usr/bin/env bats
# doctor on the local engine with the real programs, and with parts of it missing.
load ../helper

@test "with all parts there the local engine is well, and each part has its version" {
    run_apart bgmusic doctor --engine local --json
    expect_status 0
    [ "$(jq -r '[.checks[].state] | unique | join(" ")' <<<"$output" | sed 's/ warning//')" = ok ]
    for name in ffmpeg ffprobe encoders cage soundfont fluidsynth "local engine" "data folder"; do
        [ "$(jq -r --arg n "$name" '.checks[] | select(.name == $n) | .state' <<<"$output")" = ok ] || fail "$name"
    done
    [[ "$(jq -r '.checks[] | select(.name == "fluidsynth") | .text' <<<"$output")" =~ ^[0-9]+\.[0-9]+ ]]
    version=$(ffmpeg -version | sed -n '1s/ffmpeg version \([^ ]*\).*/\1/p')
    [ "$(jq -r '.checks[] | select(.name == "ffmpeg") | .text' <<<"$output")" = "$version" ]
}

@test "no ffmpeg, no encoder or no SoundFont: a fault, its fix, and no exit code 0" {
    mkdir bin
    ln -s "$BGMUSIC" bin/bgmusic
    run_apart env PATH=$PWD/bin "$BGMUSIC" doctor --engine local
    expect_status 1
    expect_output "fault    ffmpeg"
    expect_output "fault    ffprobe"
    expect_output "fix: install ffmpeg"
    expect_stderr "2 faults were found"
    printf '#!/bin/sh\necho "ffmpeg version 1"\n' >bin/ffmpeg
    chmod +x bin/ffmpeg
    ln -s "$(command -v ffprobe)" bin/ffprobe
    run_apart env PATH=$PWD/bin:/usr/bin:/bin bgmusic doctor --engine local
    expect_status 1
    expect_output "fault    encoders"
    echo nonsense >font.sf2
    BGMUSIC_SOUNDFONT=$PWD/font.sf2 run_apart bgmusic doctor --engine local --json
    [ "$status" != 0 ]
    [ "$(jq -r '.checks[] | select(.name == "soundfont") | .state' <<<"$output")" = fault ]
    [ "$(jq -r '[.checks[] | select(.state == "fault" and .fix == null)] | length' <<<"$output")" = 0 ]
}
