#!/usr/bin/env bats
# Inputs that are no files: the standard input, and addresses.
load ../helper

@test "a film from the standard input: one file, none, a terminal's worth of nothing, and twice" {
    clip in.mp4 1
    run_apart bgmusic --json add - -p calm --engine local <in.mp4
    expect_status 0
    jq -e '.input == "-" and .output == "stdin-music.mp4" and .tracks[0].name == "stdin.mp4"' <<<"$output"
    [ "$(picture_hash in.mp4)" = "$(picture_hash stdin-music.mp4)" ]
    for wrong in "-f" "--dry-run - -f" "-f -a -"; do
        # shellcheck disable=SC2086
        run_apart bgmusic add - $wrong --engine local <<<"no film"
        case $wrong in
        -f) expect_status 7 && expect_stderr "bgmusic: the standard input is no film" ;;
        *) expect_status 2 ;;
        esac
    done
    # The session's film stays for its export; what was no film does not.
    [ "$(find "$XDG_DATA_HOME/bgmusic/fetched" -type f | wc -l)" = 1 ]
    run_apart bgmusic export -o again.mp4 --engine local
    expect_status 0
}

@test "a film from an address: fetched whole for all takes; none there, or no film, is the input's fault" {
    service_start '{"rules":[{"path":"/media/gone.mp4","status":404,"body":""},{"path":"/media/cut.mp4","call":1,"cut_after":2000}]}'
    local base=$NEMO_API_URL/media
    unset NEMO_API_URL
    run_apart bgmusic add "$base/cut.mp4?signature=topsecret" -p calm --variants 2 --engine local --wait 3600
    expect_status 0
    expect_output "cut-music-2.mp4"
    [[ "$stderr" != *topsecret* ]]
    [ "$(picture_hash "$BATS_TEST_TMPDIR/media.mp4")" = "$(picture_hash cut-music-1.mp4)" ]
    [ "$(find "$XDG_DATA_HOME/bgmusic/fetched" -type f | wc -l)" = 1 ]
    jq -e 'select(.path | startswith("/media")) | .headers | has("Authorization") or has("X-Skill-Source") | not' "$record"
    run_apart bgmusic add "$base/gone.mp4" --engine local
    expect_status 7
    expect_stderr "HTTP status 404"
    run_apart bgmusic add http://media.example/a.mp4 --engine local
    expect_status 7
    run_apart bgmusic add ftp://media.example/a.mp4 --engine local
    expect_status 7
    expect_stderr "only https"
    # Nobody listens there: the network's fault, not this machine's.
    run_apart bgmusic add http://127.0.0.1:1/a.mp4 --engine local
    expect_status 5
    expect_stderr "cannot reach 127.0.0.1"
}

@test "a film from an address does not wait for one that is still coming" {
    service_start '{"rules":[]}'
    local base=$NEMO_API_URL/media
    unset NEMO_API_URL
    clip in.mp4 1
    mkfifo pipe
    (
        exec 8>pipe
        for _ in $(seq 300); do
            grep -q '"/media/' "$record" && touch both_at_once && break
            sleep 0.1
        done
        cat in.mp4 >&8
    ) &
    local feeder=$!
    run_apart bgmusic add - "$base/a.mp4" -p calm --jobs 2 --engine local <pipe
    wait "$feeder"
    expect_status 0
    [ -e both_at_once ]
}
