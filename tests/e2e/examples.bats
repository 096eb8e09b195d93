#!/usr/bin/env bats
# The examples of the manual and of README.md do what they say: taken from there and run on the local engine.
load ../helper

ROOT=$BATS_TEST_DIRNAME/../..

# Everything that the examples name, in the folder where they run.
example_files() {
    export BGMUSIC_ENGINE=local
    clip video.mp4 2
    for name in holiday clip promo; do cp video.mp4 $name.mp4; done
    ffmpeg -nostdin -v error -y -i video.mp4 -c copy first.mov
    ffmpeg -nostdin -v error -y -f lavfi -i "sine=frequency=440:duration=3" song.mp3
    mkdir clips stand-ins
    cp video.mp4 clips/a.mp4
    cp video.mp4 "clips/b c.mp4"
    echo nmv_usr_example12345 >token.txt
    # Somebody's player is not what is tested; without it, its line would fail where it is not installed.
    printf '#!/bin/sh\n[ -s "$1" ]\n' >stand-ins/mpv
    chmod +x stand-ins/mpv
    PATH="$PWD/stand-ins:$PATH"
}

# run_examples KIND FILE: each in a bash of its own that ends with the first failing line
run_examples() {
    local example="" line count=0
    while IFS= read -r line; do
        if [ "$line" != ---- ]; then
            example+="$line"$'\n'
            continue
        fi
        run_apart bash -e -o pipefail -c "$example" </dev/null
        [ "$status" = 0 ] || fail "exit code $status from the example of $2: $example"
        example="" count=$((count + 1))
        # Those of README.md stand each for itself: what one made is in no other's way.
        if [ "${apart:-}" = yes ]; then
            find . -type f >>"$BATS_TEST_TMPDIR/made"
            rm -rf ./*
            example_files
        fi
    done < <("$ROOT/tests/tools/examples.sh" "$1" "$2")
    examples=$((${examples:-0} + count))
}

@test "the examples of the manual" {
    example_files
    bgmusic -q upload video.mp4 >/dev/null
    bgmusic -q chat "add calm lo-fi music" >/dev/null
    for page in "$ROOT"/man/*.1; do
        rm -f video-music.mp4
        run_examples man "$page"
    
    done
    [ "$examples" -ge 30 ]
    [ -s video-music.mp4 ]
    [ -s final.mp4 ]
    [ -s later.mp4 ]
    [ -s louder.mp4 ]
    [ -s out/1-first.mp4 ]
}

@test "the examples of README.md" {
    example_files
    apart=yes
    run_examples readme "$ROOT/README.md"
    [ "$examples" -ge 5 ]
    if grep -q failed.txt "$BATS_TEST_TMPDIR/made"; then fail "the loop failed"; fi
    for name in holiday-final.mp4 "music/b c-music.mp4" "out/b c.mp4" result.json; do
        grep -qxF "./$name" "$BATS_TEST_TMPDIR/made" || fail "$name was not made"
    done
}

@test "the examples of SKILL.md, as an agent would run them, one after the other" {
    example_files
    run_examples readme "$ROOT/docs/SKILL.md"
    [ "$examples" -ge 6 ]
    [ -s clip-music.mp4 ]
    [ -s final.mp4 ]
    [ "$(jq -s 'length' results.jsonl)" = 2 ]
    # Every option and command that is named there exists.
    for option in $(grep -oE -- '--[a-z-]+' "$ROOT/docs/SKILL.md" | sort -u); do
        [ "$option" = --- ] || { bgmusic help; bgmusic help add; bgmusic help export; bgmusic help resume; } | grep -qE -- "$option( |\$)" || fail "$option"
    done
}
