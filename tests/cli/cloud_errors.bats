#!/usr/bin/env bats
# The client against a scripted service that refuses, limits, lies: exit codes, hints, what is repeated and what never.
load ../helper

add() { run_apart bgmusic add clip.mp4 -p "calm lo-fi" "$@"; }

@test "the whole job: every call once, four headers and the token on all but the token call" {
    service_start
    clip clip.mp4 2
    add
    expect_status 0
    [ "$output" = clip-music.mp4 ]
    cmp clip-music.mp4 "$BATS_TEST_TMPDIR/media.mp4"
    [ "$(calls POST /api/auth/anonymous-token)" = 1 ]
    [ "$(calls POST /api/tasks/me/with-session)" = 1 ]
    [ "$(calls POST /api/upload-video)" = 1 ]
    [ "$(calls POST /run_sse)" = 1 ]
    [ "$(calls POST /api/render/proxy/lambda)" = 1 ]
    jq -se 'map(select(.path != "/api/auth/anonymous-token")) | all(.headers.Authorization | startswith("Bearer "))' "$record"
    jq -se 'map(select(.path == "/api/auth/anonymous-token")) | all((.headers.Authorization == null) and (.headers["X-Client-Id"] | length > 0))' "$record"
    jq -se 'all((.headers["X-Skill-Source"] == "background-music") and (.headers["X-Skill-Platform"] == "unknown")
        and (.headers["X-Skill-Version"] | length > 0))' "$record"
}

@test "the next run uses the same token and client id" {
    service_start
    clip clip.mp4 2
    add
    add --force
    expect_status 0
    [ "$(calls POST /api/auth/anonymous-token)" = 1 ]
}

@test "a refused token is replaced once; NEMO_TOKEN never" {
    service_start '{"rules":[{"path":"/api/tasks/*","call":1,"status":401,"json":{"code":1001,"message":"expired"}}]}'
    clip clip.mp4 2
    add
    expect_status 0
    [ "$(calls POST /api/auth/anonymous-token)" = 2 ]
    [ "$(jq -r 'select(.path == "/api/auth/anonymous-token") | .headers["X-Client-Id"]' "$record" | sort -u | wc -l)" = 1 ]
}

@test "a refused NEMO_TOKEN: 3, and it is said" {
    service_start '{"rules":[{"path":"/api/tasks/*","status":200,"json":{"code":1010,"message":"bad token"}}]}'
    clip clip.mp4 2
    NEMO_TOKEN=nmv_usr_mine12345 add
    expect_status 3
    expect_stderr "NEMO_TOKEN"
    [ "$(calls POST /api/auth/anonymous-token)" = 0 ]
    [[ "$stderr$output" != *mine12345* ]]
}

@test "out of credits: 4, with the registration link" {
    service_start '{"rules":[{"path":"/run_sse","status":200,"json":{"code":2001,"message":"insufficient credits"}}]}'
    clip clip.mp4 2
    add --json
    expect_status 4
    jq -e '.ok == false and .error.status == "out_of_credits" and .error.exit == 4 and .error.service_code == 2001' <<<"$output" || fail json
    expect_stderr "/register?bind="
    [ "$(calls POST /run_sse)" = 1 ]
}

@test "the plan does not allow the export: 4, and it is not called a matter of credits" {
    service_start '{"rules":[{"path":"/api/render/proxy/lambda","method":"POST","status":402,"json":{"detail":"upgrade required"}}]}'
    clip clip.mp4 2
    add --json
    expect_status 4
    [ "$(jq -r .error.status <<<"$output")" = plan_blocked ]
    [ "$(calls POST /api/render/proxy/lambda)" = 1 ]
}

@test "rate limited: one wait, then 9" {
    service_start '{"rules":[{"path":"/api/tasks/*","call":1,"status":429,"headers":{"Retry-After":"2"},"json":{"detail":"slow down"}}]}'
    clip clip.mp4 2
    add
    expect_status 0
    [ "$(calls POST /api/tasks/)" = 2 ]
}

@test "rate limited twice: 9" {
    service_start '{"rules":[{"path":"/api/tasks/*","status":429,"json":{"detail":"slow down"}}]}'
    clip clip.mp4 2
    add
    expect_status 9
    [ "$(calls POST /api/tasks/)" = 2 ]
}

@test "reads are repeated, five times in all; then 6" {
    service_start '{"rules":[{"path":"/api/state/*","status":503,"body":"<html>down</html>","headers":{"Content-Type":"text/html"}}]}'
    clip clip.mp4 2
    add
    expect_status 6
    [ "$(calls GET /api/state/)" = 5 ]
    [ "$(calls POST /run_sse)" = 0 ]
}

@test "answers that are no answer: HTML, nothing, half a JSON: 6 with the call's name" {
    clip clip.mp4 2
    for rule in '"body":"<html>hello</html>"' '"body":""' '"body":"{\"code\":0,\"data\":{"'; do
        [ -z "${service_pid:-}" ] || { kill "$service_pid"; rm -f "$BATS_TEST_TMPDIR/address"; }
        service_start '{"rules":[{"path":"/api/tasks/*","status":200,'"$rule"'}]}'
        add
        expect_status 6
        expect_stderr "session"
    done
}

@test "a session that is gone before the message: a new one, uploaded again" {
    service_start '{"rules":[{"path":"/api/state/*","call":1,"status":404,"json":{"code":1002,"message":"session not found"}}]}'
    clip clip.mp4 2
    add
    expect_status 0
    [ "$(calls POST /api/tasks/)" = 2 ]
    [ "$(calls POST /api/upload-video)" = 2 ]
    [ "$(calls POST /run_sse)" = 1 ]
}

@test "no music appeared: 6, and the service's words are shown" {
    service_start '{"rules":[{"path":"/run_sse","type":"text/event-stream","body":"data: {\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"I would rather not.\"}]}}\n\n"},
        {"path":"/api/state/*","json":{"code":0,"data":{"state":{"draft":{"t":[{"tt":0,"sg":[{"d":1000,"n":"clip.mp4"}]}]}}}}}]}'
    clip clip.mp4 2
    add
    expect_status 6
    expect_stderr "I would rather not."
    expect_stderr "bgmusic chat --session"
}

@test "a stream that is cut: the state is looked at, the message is not sent again" {
    service_start '{"rules":[{"path":"/run_sse","cut_after":40}]}'
    clip clip.mp4 2
    add
    expect_status 0
    [ "$(calls POST /run_sse)" = 1 ]
    expect_stderr "instead of sending the message again"
}

@test "a failure in the stream: 6 with its words" {
    service_start '{"rules":[{"path":"/run_sse","type":"text/event-stream","body":"data: {\"errorCode\":\"INTERNAL\",\"errorMessage\":\"the model fell over\"}\n\n"}]}'
    clip clip.mp4 2
    add
    expect_status 6
    expect_stderr "the model fell over"
    [ "$(calls POST /run_sse)" = 1 ]
}

@test "a submit that fails is tried once more with a new id" {
    service_start '{"rules":[{"path":"/api/render/proxy/lambda","method":"POST","call":1,"status":500,"body":"oops"}]}'
    clip clip.mp4 2
    add
    expect_status 0
    [ "$(calls POST /api/render/proxy/lambda)" = 2 ]
    [ "$(jq -r 'select(.method == "POST" and .path == "/api/render/proxy/lambda") | .body' "$record" | grep -o '"id":"render_[0-9a-f]*"' | sort -u | wc -l)" = 2 ]
}

@test "polls survive trouble with the same id" {
    service_start '{"rules":[
        {"path":"/api/render/proxy/lambda/*","call":1,"status":502,"body":"bad gateway"},
        {"path":"/api/render/proxy/lambda/*","call":2,"status":429,"headers":{"Retry-After":"3"}},
        {"path":"/api/render/proxy/lambda/*","call":3,"close":true},
        {"path":"/api/render/proxy/lambda/*","call":4,"body":"<html>"}]}'
    clip clip.mp4 2
    add
    expect_status 0
    [ "$(calls POST /api/render/proxy/lambda)" = 1 ]
    [ "$(jq -r 'select(.method == "GET" and (.path | contains("/lambda/"))) | .path' "$record" | sort -u | wc -l)" = 1 ]
}

@test "a render that is not finished in time: 5, and the line that picks it up" {
    service_start '' --polls 100000
    clip clip.mp4 2
    add --wait 60
    expect_status 5
    expect_stderr "bgmusic resume job-"
}

@test "a download that is cut goes on or starts over, and is never left half" {
    service_start '{"rules":[{"path":"/api/render/proxy/*/download","call":1,"cut_after":500},{"path":"*.mp4","call":1,"cut_after":500}]}'
    clip clip.mp4 2
    add
    expect_status 0
    cmp clip-music.mp4 "$BATS_TEST_TMPDIR/media.mp4"
    [ ! -e clip-music.mp4.part ]
}

@test "the draft goes to the render byte for byte, 64-bit numbers and all" {
    draft='{"id": 9223372036854775807,  "t":[ {"tt":0,"sg":[{"d":1000,"n":"a"}]},{"tt":1,"sg":[{"d":1000.50,"n":"\u4e2d","x":1e400}]}],"d":1000}'
    service_start '{"rules":[{"path":"/api/state/*","body":'"$(jq -Rs . <<<'{"code":0,"data":{"session_id":7321985640123456781,"state":{"draft":'"$draft"'}}}')"'}]}'
    clip clip.mp4 2
    add
    expect_status 0
    jq -r 'select(.method == "POST" and .path == "/api/render/proxy/lambda") | .body' "$record" | grep -qF "\"draft\":$draft," || fail "draft changed"
}

@test "no secret on the screen: -vv masks tokens, queries and claim links" {
    service_start
    clip clip.mp4 2
    NEMO_TOKEN=nmv_usr_topsecret99 add -vv
    expect_status 0
    [[ "$stderr" == *"POST "* ]]
    [[ "$stderr$output" != *topsecret99* ]]
}

@test "a token that looks like none is masked where the service says it back, in errors and traces" {
    service_start '{"rules":[{"path":"/api/credits/*","status":401,"headers":{"X-Note":"key odd:!$S3CR3T"},"body":"bad token odd:!$S3CR3T here"}]}'
    NEMO_TOKEN='odd:!$S3CR3T' run_apart bgmusic -vv credits
    expect_status 3
    expect_stderr "bad token *** here"
    [[ "$stderr$output" != *S3CR3T* ]] || fail "the token shows"
}

@test "the service's text cannot drive the terminal" {
    service_start '{"rules":[{"path":"/run_sse","type":"text/event-stream","body":"data: {\"text\":\"evil \\u001b]0;title\\u0007\\u001b[31mred\\u009b2J\"}\n\n"}]}'
    clip clip.mp4 2
    bgmusic -q upload clip.mp4
    run_apart bgmusic chat "hello"
    expect_status 0
    [[ "$output" == *"evil red"* ]] || fail "text"
    [[ "$output" != *$'\033'* ]]
}
