#!/usr/bin/env bats
# The cloud path against the scripted service: trouble of every kind, without a network.
load ../helper

# serve SCRIPT: NEMO_API_URL points at a service that follows it; what it was asked stands in $RECORD
serve() {
    echo "$1" >"$BATS_TEST_TMPDIR/script.json"
    RECORD="$BATS_TEST_TMPDIR/record"
    mkfifo "$BATS_TEST_TMPDIR/address"
    "$SERVICE" --script "$BATS_TEST_TMPDIR/script.json" --record "$RECORD" --media clip.mp4 \
        >"$BATS_TEST_TMPDIR/address" 3>&- &
    service_pid=$!
    read -r NEMO_API_URL <"$BATS_TEST_TMPDIR/address"
    export NEMO_API_URL="${NEMO_API_URL#URL=}" BGMUSIC_TEST_CLOCK_SCALE=100
}

setup() {
    source "$BATS_TEST_DIRNAME/../helper.bash"
    eval "$(declare -f setup | sed '1s/setup/shared_setup/')"
    shared_setup
    clip clip.mp4 3
}

teardown() { [ -z "${service_pid:-}" ] || kill "$service_pid"; }

calls() { jq -s "map(select(.method == \"$1\" and (.path | test(\"$2\")))) | length" "$RECORD"; }

@test "a URL that gives a web page instead of the video: the download call brings it" {
    serve '{"rules": [{"path": "/media/*", "body": "<html>sign in</html>", "type": "text/html"}]}'
    run_apart bgmusic add clip.mp4
    expect_status 0
    cmp clip.mp4 clip-music.mp4
    [ "$(calls GET '/download$')" = 1 ]
}

@test "rate limited for long: 9, the time is named, and the job can be resumed" {
    serve '{"rules": [{"path": "/run_sse", "calls": [1, 1], "status": 429, "headers": {"Retry-After": "700"}, "body": "{}"}]}'
    run_apart bgmusic add clip.mp4
    expect_status 9
    expect_stderr "700 s"
    expect_stderr "bgmusic resume job-"
    run_apart bgmusic resume --all
    expect_status 0
    [ -s clip-music.mp4 ]
    [ "$(calls POST run_sse)" = 2 ]
}

@test "a submit whose fate is unknown is not sent again" {
    serve '{"rules": [{"path": "/api/render/proxy/lambda", "call": 1, "close": true},
                      {"path": "/api/render/proxy/lambda/*", "calls": [1, 30], "close": true}]}'
    run_apart bgmusic add clip.mp4
    expect_status 5
    expect_stderr "bgmusic resume job-"
    [ "$(calls POST '/lambda$')" = 1 ]
}

@test "a failure in the stream is the end of the job: the message is not sent again" {
    serve '{"rules": [{"path": "/run_sse", "type": "text/event-stream", "body": "data: {\"error\":\"no \"luck\"\"}\n\n"},
                      {"path": "/api/state*", "json": {"code": 0, "data": {"state": {"draft": {"t": [{"tt": 0, "sg": [{"d": 3000}]}]}}}}}]}'
    run_apart bgmusic add clip.mp4
    expect_status 6
    expect_stderr 'no "luck"'
    [ -z "$(bgmusic resume)" ]
    [ "$(calls POST run_sse)" = 1 ]
}

@test "a dry run finds out that the token is refused" {
    serve '{"rules": [{"path": "/api/credits*", "status": 401, "body": "{\"code\":1001}"}]}'
    NEMO_TOKEN=nmv_usr_of_somebody run_apart bgmusic add clip.mp4 -n
    expect_status 3
    [ "$(calls POST .)" = 0 ]
}
