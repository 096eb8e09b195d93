#!/usr/bin/env bats
# The cloud path against the scripted service: trouble of every kind, without a network.
load ../helper

@test "a URL that gives a web page instead of the video: the download call brings it" {
    service_start '{"rules": [{"path": "/media/*", "body": "<html>sign in</html>", "type": "text/html"}]}'
    clip clip.mp4 3
    run_apart bgmusic add clip.mp4
    expect_status 0
    cmp "$BATS_TEST_TMPDIR/media.mp4" clip-music.mp4
    [ "$(calls GET /download)" = 1 ]
}

@test "rate limited for long: 9, the time is named, and the job can be resumed" {
    service_start '{"rules": [{"path": "/run_sse", "calls": [1, 1], "status": 429, "headers": {"Retry-After": "700"}, "body": "{}"}]}'
    clip clip.mp4 3
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
    service_start '{"rules": [{"path": "/api/render/proxy/lambda", "call": 1, "close": true},
                      {"path": "/api/render/proxy/lambda/*", "calls": [1, 30], "close": true}]}'
    clip clip.mp4 3
    run_apart bgmusic add clip.mp4
    expect_status 5
    expect_stderr "bgmusic resume job-"
    [ "$(calls POST /lambda)" = 1 ]
}

@test "a failure in the stream is the end of the job: the message is not sent again" {
    service_start '{"rules": [{"path": "/run_sse", "type": "text/event-stream", "body": "data: {\"error\":\"no \"luck\"\"}\n\n"},
                      {"path": "/api/state*", "json": {"code": 0, "data": {"state": {"draft": {"t": [{"tt": 0, "sg": [{"d": 3000}]}]}}}}}]}'
    clip clip.mp4 3
    run_apart bgmusic add clip.mp4
    expect_status 6
    expect_stderr 'no "luck"'
    [ -z "$(bgmusic resume)" ]
    [ "$(calls POST run_sse)" = 1 ]
}

@test "a dry run finds out that the token is refused" {
    service_start '{"rules": [{"path": "/api/credits*", "status": 401, "body": "{\"code\":1001}"}]}'
    clip clip.mp4 3
    NEMO_TOKEN=nmv_usr_of_somebody run_apart bgmusic add clip.mp4 -n
    expect_status 3
    [ "$(calls POST /)" = 0 ]
}
