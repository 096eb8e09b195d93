#!/usr/bin/env bats
# stdout and stderr as scripts use them.
load ../helper

@test "a video into a closed pipe ends quietly with 141" {
    clip clip.mp4 3
    run_apart bash -c 'set -o pipefail; bgmusic add clip.mp4 -o - -q --engine local | true'
    expect_status 141
    [ -z "$stderr" ]
}

@test "a closed stdout is an error, and nothing else comes to stand in its place" {
    clip clip.mp4 3
    export BGMUSIC_ENGINE=local
    run_apart bash -c 'bgmusic credits >&-'
    expect_status 8
    expect_stderr "standard output"
    run_apart bash -c 'bgmusic -q add clip.mp4 -o - >&-'
    expect_status 8
    run_apart bash -c 'bgmusic -q add clip.mp4 <&- >&- 2>&-'
    expect_status 8
    within "$(duration_of clip-music.mp4 a:0)" 2.9 3.1
    [ "$(bgmusic session list | wc -l)" = 2 ]
}

@test "the path on stdout is the file's name, byte for byte" {
    clip clip.mp4 3
    mv clip.mp4 $'caf\xe9\x1b.mp4'
    bgmusic add $'caf\xe9\x1b.mp4' -q --engine local >out
    [ -s "$(cat out)" ]
}

@test "progress as JSON: every line of stderr is an event, errors too, and none goes back" {
    clip clip.mp4 3
    run_apart bgmusic add clip.mp4 missing.mp4 --engine local --progress json
    expect_status 11
    jq -es 'map(.event) | (index("stage") and index("progress") and index("notice") and index("error"))' \
        <<<"$stderr" || fail "events"
    jq -es 'map(select(.event == "progress")) | group_by(.stage) | all(map(.percent) | . == sort)' <<<"$stderr"
    jq -es 'map(select(.event == "error"))[0].error.exit == 7' <<<"$stderr"
}

@test "every command answers --json with one object" {
    clip clip.mp4 3
    export BGMUSIC_ENGINE=local
    bgmusic add clip.mp4 -q >/dev/null
    while read -r line; do
        run_apart bgmusic $line --json
        expect_status 0
        jq -es 'length == 1 and .[0].ok and (.[0] | has("command") and has("engine"))' <<<"$output" || fail "$line"
    done <<'LINES'
config set volume 30
config get volume
config unset volume
config list
auth status
session show
session list
state
credits
resume
upload clip.mp4
chat softer
add clip.mp4 --skip-existing
add clip.mp4 -n -o plan.mp4
LINES
    [ ! -e plan.mp4 ]
}

@test "--verbose names engine, session and render on stderr; auth status knows when auto means the cloud" {
    clip clip.mp4 3
    run_apart bgmusic add clip.mp4 -v --engine local
    expect_status 0
    [ "$output" = clip-music.mp4 ]
    expect_stderr "local engine, session $(bgmusic session show --engine local), render render_"
    [ "$(bgmusic auth status --json | jq -r .engine)" = auto ]
    [ "$(NEMO_TOKEN=nmv_usr_of_somebody bgmusic auth status --json | jq -r .engine)" = cloud ]
    run_apart bgmusic auth status --engine local --json
    [ "$(jq -r .engine <<<"$output")" = local ]
}

@test "an empty or odd render id is a usage error at once" {
    export BGMUSIC_ENGINE=local
    bgmusic -q session new >/dev/null
    run_apart timeout 20 bgmusic export --render ''
    expect_status 2
    run_apart timeout 20 bgmusic export --render a/b -o x.mp4
    expect_status 2
    run_apart bgmusic session list more
    expect_status 2
}

@test "chat --file uploads, then reads its lines" {
    export BGMUSIC_ENGINE=local
    clip clip.mp4 3
    echo "add ambient music" | bgmusic -q chat --file clip.mp4 >replies
    grep -q "Timeline (2 tracks): 1. Video: clip.mp4" replies
    printf 'music volume 20%%\0 no, 30%%\n' >line
    run_apart bash -c 'bgmusic chat <line'
    expect_status 2
    bgmusic state | grep -q 35%
}
