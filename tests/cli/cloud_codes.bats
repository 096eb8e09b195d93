#!/usr/bin/env bats
# The error table of the protocol, row by row: exit code, finer name, hint and link; and bodies that mean harm.
load ../helper

row() { # METHOD PATH HTTP JSON: a service that answers one call so
    [ -z "${service_pid:-}" ] || kill "$service_pid" 2>/dev/null
    rm -rf "$BATS_TEST_TMPDIR/address" "$HOME/state"
    service_start '{"rules":[{"method":"'"$1"'","path":"'"$2"'","status":'"$3"',"json":'"$4"'}]}'
}
failure() { jq -er "$1" <<<"$output"; }

@test "1002 in a step command: 10, and what makes a session" {
    row GET "/api/state/*" 404 '{"code":1002,"message":"session not found"}'
    bgmusic -q session new >id
    run_apart bgmusic state --json
    expect_status 10
    [ "$(failure .error.service_code)" = 1002 ]
    expect_stderr "bgmusic session new"
    # The words of a bare 404 mean the same.
    row GET "/api/state/*" 404 '{"detail":"Not Found"}'
    bgmusic -q session new >id
    run_apart bgmusic state
    expect_status 10
}

@test "1002 after the message was sent: add stops with 10 and says what is known" {
    service_start '{"rules":[{"path":"/api/state/*","calls":[2,99],"status":404,"json":{"code":1002,"message":"session not found"}}]}'
    clip clip.mp4 2
    run_apart bgmusic add clip.mp4
    expect_status 10
    [ "$(calls POST /run_sse)" = 1 ]
    [ "$(calls POST /api/tasks/)" = 1 ]
    expect_stderr "the message was sent to session 7321985640123456781, and may be paid for"
}

@test "2001: anonymous users are given the registration link, others are told to top up" {
    row POST /run_sse 200 '{"code":2001,"message":"insufficient credits"}'
    bgmusic -q session new >id
    run_apart bgmusic chat "add music" --json
    expect_status 4
    [ "$(failure .error.status)" = out_of_credits ]
    expect_stderr "https://nemovideo.com/register?bind=anon_scripted"
    export NEMO_TOKEN=nmv_usr_registered1
    bgmusic -q session new >id
    run_apart bgmusic chat "add music"
    expect_status 4
    [[ "$stderr" != *"register?bind"* ]] || fail "a registered user is sent to registration"
    [[ "${stderr,,}" == *"top up"* || "${stderr,,}" == *"credits"* ]]
}

@test "4001 and 4002, 413: the accepted formats, and a line that makes the file smaller" {
    clip clip.mp4 2
    row POST "/api/upload-video/*" 200 '{"code":4001,"message":"bad type"}'
    run_apart bgmusic upload clip.mp4 --json
    expect_status 7
    [ "$(failure .error.status)" = unsupported_type ]
    expect_stderr "webm"
    for answer in '200 {"code":4002,"message":"too-big"}' '413 {"detail":"too-big"}'; do
        row POST "/api/upload-video/*" $answer
        run_apart bgmusic upload clip.mp4
        expect_status 7
        expect_stderr "ffmpeg -i"
    done
}

@test "402 and 403 at the export: the plan, with a link, and never called credits" {
    for http in 402 403; do
        row POST /api/render/proxy/lambda $http '{"detail":"not in your plan"}'
        clip clip.mp4 2
        bgmusic -q upload clip.mp4 >out
        run_apart bgmusic export --json
        expect_status 4
        [ "$(failure .error.status)" = plan_blocked ]
        expect_stderr "https://nemovideo.com"
        [[ "${stderr,,}" == *subscription* || "${stderr,,}" == *plan* ]]
    done
}

@test "429: one wait of what Retry-After says, as seconds or as a date; over 60 s: 9 at once" {
    service_start '{"rules":[{"path":"/api/credits/*","call":1,"status":429,"headers":{"Retry-After":"20"}}]}'
    start=$(date +%s%N)
    run_apart bgmusic credits
    took_ms=$((($(date +%s%N) - start) / 1000000))
    expect_status 0
    [ "$took_ms" -ge 190 ] # 20 s, a hundred times as fast
    kill "$service_pid"; rm -rf "$BATS_TEST_TMPDIR/address"
    later=$(LC_ALL=C date -u -d '+40 seconds' '+%a, %d %b %Y %H:%M:%S GMT')
    service_start '{"rules":[{"path":"/api/credits/*","call":1,"status":429,"headers":{"Retry-After":"'"$later"'"}}]}'
    run_apart bgmusic credits
    expect_status 0
    kill "$service_pid"; rm -rf "$BATS_TEST_TMPDIR/address"
    service_start '{"rules":[{"path":"/api/credits/*","status":429,"headers":{"Retry-After":"61"}}]}'
    run_apart bgmusic credits
    expect_status 9
    expect_stderr "61"
    [ "$(calls GET /api/credits/)" = 1 ]
}

@test "5xx: reads five times with growing pauses, then 6; nobody there: 5" {
    for http in 500 502 503 504; do
        row GET "/api/credits/*" $http '{"detail":"down"}'
        run_apart bgmusic credits
        expect_status 6
        [ "$(calls GET /api/credits/)" = 5 ]
    done
    kill "$service_pid"
    run_apart bgmusic credits
    expect_status 5
}

@test "envelopes of every kind are errors with their words and the name of the call" {
    for answer in '200 {"code":77,"message":"first-words"}' '200 {"success":false,"error":"first-words"}' \
        '200 {"error":"first-words"}' '400 {"detail":"first-words"}' '422 {"detail":[{"msg":"first-words"}]}' \
        '200 {"success":false,"error":{"message":"first-words"}}'; do
        row GET "/api/credits/*" $answer
        run_apart bgmusic credits
        expect_status 6
        expect_stderr "first-words"
        expect_stderr "credits"
    done
}

@test "words of an error are shortened, masked and cannot drive the terminal" {
    row GET "/api/credits/*" 500 '"x"'
    kill "$service_pid"; rm -rf "$BATS_TEST_TMPDIR/address"
    service_start '{"rules":[{"path":"/api/credits/*","status":400,"body":"<html>nmv_usr_leaked123 clm_leaked456 https://cdn.example/a?signature=leaked789 \u001b]0;owned\u0007\u001b[31m'"$(printf 'x%.0s' {1..4000})"'</html>"}]}'
    run_apart bgmusic credits
    expect_status 6
    [[ "$stderr" != *leaked* ]] || fail "a secret is shown"
    [[ "$stderr" != *$'\e'* && "$stderr" != *$'\a'* ]] || fail "control characters"
    [ "${#stderr}" -lt 600 ]
}

@test "answers in gzip are read, and one that unpacks beyond the ceiling ends there" {
    printf '{"code":0,"data":{"available":7,"frozen":0,"total":7}}' | gzip >small.gz
    service_start '{"rules":[{"path":"/api/credits/*","headers":{"Content-Encoding":"gzip"},"body_file":"'"$PWD/small.gz"'"}]}'
    run_apart bgmusic credits --json
    expect_status 0
    [ "$(jq .available <<<"$output")" = 7 ]
    kill "$service_pid"; rm -rf "$BATS_TEST_TMPDIR/address"
    head -c 300000000 /dev/zero | tr '\0' ' ' | gzip -1 >bomb.gz
    service_start '{"rules":[{"path":"/api/credits/*","headers":{"Content-Encoding":"gzip"},"body_file":"'"$PWD/bomb.gz"'"}]}'
    run_apart bgmusic credits
    expect_status 6
    expect_clean_error
    expect_stderr "over 64 MB"
}

@test "redirects: followed at home, without the token abroad, never for a message, never in a ring" {
    service_start '{"rules":[{"path":"/api/credits/*","call":1,"status":307,"headers":{"Location":"/api/credits/elsewhere"}},
        {"path":"/api/credits/elsewhere","status":200,"json":{"code":0,"data":{"available":3,"frozen":0,"total":3}}}]}'
    run_apart bgmusic credits --json
    expect_status 0
    [ "$(jq .available <<<"$output")" = 3 ]
    kill "$service_pid"; rm -rf "$BATS_TEST_TMPDIR/address"
    service_start '{"rules":[{"path":"/api/credits/*","status":302,"headers":{"Location":"/api/credits/balance/simple"}}]}'
    run_apart bgmusic credits
    expect_status 6
    [ "$(calls GET /api/credits/)" -le 30 ] # five tries of one call and five redirects
    for place in http://example.com/ ftp://127.0.0.1/ file:///etc/passwd http://user:pass@127.0.0.1/ gopher://127.0.0.1/; do
        kill "$service_pid"; rm -rf "$BATS_TEST_TMPDIR/address"
        service_start '{"rules":[{"path":"/api/credits/*","status":302,"headers":{"Location":"'"$place"'"}}]}'
        run_apart bgmusic credits
        expect_status 6
    done
}

@test "a token never goes to another port of the same host" {
    service_start
    other_url=$NEMO_API_URL other_pid=$service_pid other_record="$BATS_TEST_TMPDIR/other.jsonl"
    mv "$record" "$other_record"
    rm -f "$BATS_TEST_TMPDIR/address"
    service_start '{"rules":[{"path":"/api/credits/*","status":307,"headers":{"Location":"'"$other_url"'/api/credits/balance/simple"}}]}'
    run_apart bgmusic credits
    kill "$other_pid"
    # The other one was asked, without any of what is private, and refused for want of a token.
    jq -es 'map(select(.path == "/api/credits/balance/simple")) | length >= 1 and all(.headers.Authorization == null and .headers["X-Skill-Source"] == null)' "$other_record"
    [ "$status" != 0 ]
}
