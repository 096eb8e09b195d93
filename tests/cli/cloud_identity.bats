#!/usr/bin/env bats
# Who is asking: client id, tokens, their end, what replaces them and what never does, and the headers that say so.
load ../helper

tokens() { calls POST /api/auth/anonymous-token; }
client_ids() { jq -r 'select(.path == "/api/auth/anonymous-token") | .headers["X-Client-Id"]' "$record" | sort -u; }
again() { # a service with another script, the same home
    kill "$service_pid"
    rm -f "$BATS_TEST_TMPDIR/address"
    service_start "$@"
}

@test "parallel first runs make one client id and one token between them" {
    service_start '{"rules":[{"path":"/api/auth/anonymous-token","delay_ms":200}]}'
    pids=()
    for i in 1 2 3 4 5 6 7 8; do
        bgmusic -q credits >"out$i" 3>&- &
        pids+=($!)
    done
    for pid in "${pids[@]}"; do wait "$pid"; done
    [ "$(tokens)" = 1 ]
    [ "$(client_ids | wc -l)" = 1 ]
    [ "$(client_ids)" = "$(cat "$XDG_CONFIG_HOME/nemovideo/client_id")" ]
    [ "$(calls GET /api/credits/)" = 8 ]
}

@test "the client id file of other tools is used as it is; NEMO_CLIENT_ID goes before it" {
    service_start
    mkdir -p "$XDG_CONFIG_HOME/nemovideo"
    printf 'their-id-1\n' >"$XDG_CONFIG_HOME/nemovideo/client_id"
    chmod 644 "$XDG_CONFIG_HOME/nemovideo/client_id"
    bgmusic -q credits >out
    [ "$(client_ids)" = their-id-1 ]
    [ "$(cat "$XDG_CONFIG_HOME/nemovideo/client_id")" = their-id-1 ]
    [ "$(stat -c %a "$XDG_CONFIG_HOME/nemovideo/client_id")" = 644 ]
    rm -r "$XDG_STATE_HOME"
    : >"$record"
    NEMO_CLIENT_ID=mine bgmusic -q credits >out
    [ "$(client_ids)" = mine ]
    for bad in "" "$(printf 'x%.0s' {1..65})" $'two\nlines' 'ünïcode'; do
        [ -n "$bad" ] || continue
        NEMO_CLIENT_ID=$bad run_apart bgmusic credits
        expect_status 2
        expect_stderr NEMO_CLIENT_ID
    done
}

@test "a client id that the service refuses is replaced once, and the one that worked is kept" {
    service_start '{"rules":[{"path":"/api/auth/anonymous-token","call":1,"status":400,"json":{"detail":"bad client id"}}]}'
    run_apart bgmusic credits
    expect_status 0
    [ "$(tokens)" = 2 ]
    [ "$(client_ids | wc -l)" = 2 ]
    kept=$(cat "$XDG_CONFIG_HOME/nemovideo/client_id")
    [ "$(jq -r 'select(.path == "/api/auth/anonymous-token") | .headers["X-Client-Id"]' "$record" | tail -n 1)" = "$kept" ]
}

@test "a client id that is refused for good, or that NEMO_CLIENT_ID names, is told and not replaced again" {
    service_start '{"rules":[{"path":"/api/auth/anonymous-token","status":400,"json":{"detail":"bad client id"}}]}'
    run_apart bgmusic credits
    expect_status 3
    [ "$(tokens)" = 2 ]
    : >"$record"
    NEMO_CLIENT_ID=mine run_apart bgmusic credits
    [ "$status" != 0 ]
    expect_stderr NEMO_CLIENT_ID
    [ "$(tokens)" = 1 ]
}

@test "each sign of a bad token: one new token for the same client, the call once more" {
    for sign in '401 {"detail":"x"}' '200 {"code":1001}' '200 {"code":1010}' '200 {"code":1011}'; do
        read -r http json <<<"$sign"
        service_start '{"rules":[{"path":"/api/credits/*","call":1,"status":'"$http"',"json":'"$json"'}]}'
        run_apart bgmusic credits
        expect_status 0
        [ "$(tokens)" = 2 ]
        [ "$(client_ids | wc -l)" = 1 ]
        [ "$(calls GET /api/credits/)" = 2 ]
        kill "$service_pid"
        rm -rf "$BATS_TEST_TMPDIR/address" "$HOME/state"
    done
}

@test "a token that is refused again after it was renewed: 3" {
    service_start '{"rules":[{"path":"/api/credits/*","status":401,"json":{"code":1001}}]}'
    run_apart bgmusic credits
    expect_status 3
    [ "$(tokens)" = 2 ]
    [ "$(calls GET /api/credits/)" = 2 ]
}

@test "a token near its end is renewed before it is refused" {
    soon=$(date -u -d '+60 seconds' +%Y-%m-%dT%H:%M:%SZ)
    service_start '{"rules":[{"path":"/api/auth/anonymous-token","call":1,"json":{"code":0,"data":{"token":"nmv_usr_short","expires_at":"'"$soon"'"}}}]}'
    bgmusic -q credits >out
    bgmusic -q credits >out
    [ "$(tokens)" = 2 ]
    # The second run never showed the old one.
    [ "$(jq -r 'select(.path | contains("/credits/")) | .headers.Authorization' "$record" | tail -n 1)" != "Bearer nmv_usr_short" ]
}

@test "a token from auth login is never replaced: 3, and it is said" {
    service_start '{"rules":[{"path":"/api/credits/*","status":401,"json":{"code":1001}}]}'
    printf 'nmv_usr_loggedin42' | bgmusic -q auth login
    run_apart bgmusic credits
    expect_status 3
    expect_stderr "bgmusic auth login"
    [ "$(tokens)" = 0 ]
    [[ "$stderr$output" != *loggedin42* ]]
}

@test "the token call is limited: 9, with the rule that is behind it" {
    service_start '{"rules":[{"path":"/api/auth/anonymous-token","status":429,"json":{"detail":"too many"}}]}'
    run_apart bgmusic credits
    expect_status 9
    expect_stderr "7 days"
}

@test "the platform comes from SKILL_SOURCE, else from where the program lies" {
    service_start
    platform() { jq -r 'select(.path | contains("/credits/")) | .headers["X-Skill-Platform"]' "$record" | tail -n 1; }
    bgmusic -q credits >out
    [ "$(platform)" = unknown ]
    for row in .clawhub/skills/music:clawhub .cursor/skills/music:cursor .cursor/other:unknown; do
        mkdir -p "$HOME/${row%:*}"
        cp "$BGMUSIC" "$HOME/${row%:*}/bgmusic"
        "$HOME/${row%:*}/bgmusic" -q credits >out
        [ "$(platform)" = "${row#*:}" ]
    done
    # Through a link from elsewhere it still lies where it lies.
    ln -s "$HOME/.clawhub/skills/music/bgmusic" link
    ./link -q credits >out
    [ "$(platform)" = clawhub ]
    SKILL_SOURCE=cursor bgmusic -q credits >out
    [ "$(platform)" = cursor ]
}

@test "the browser link is made from the claim token; nobody else sees that token" {
    service_start
    bgmusic -q session new >id
    run_apart bgmusic -vv session link
    expect_status 0
    [ "$output" = "https://nemovideo.com/workspace/claim?ct=clm_scripted" ]
    [[ "$stderr" != *clm_scripted* ]]
    jq -e 'select(.path == "/api/auth/claim-token") | .body | fromjson | .task_id and .session_id' "$record"
    NEMO_WEB_URL=https://web.example run_apart bgmusic session link
    [ "$output" = "https://web.example/workspace/claim?ct=clm_scripted" ]
}

@test "tokens and sessions of two services are kept apart" {
    service_start
    bgmusic -q session new >first
    again
    run_apart bgmusic state
    expect_status 10
    [ "$(calls GET /api/state/)" = 0 ]
    bgmusic -q credits >out
    [ "$(tokens)" = 1 ]
}

@test "the token call is repeated in trouble, up to four times; its limit once, after Retry-After" {
    service_start '{"rules":[{"path":"/api/auth/anonymous-token","call":1,"status":503,"body":""},{"path":"/api/auth/anonymous-token","call":2,"status":502,"body":"<html>x</html>"}]}'
    run_apart bgmusic credits
    expect_status 0
    expect_stderr "trying again in"
    [ "$(tokens)" = 3 ]
    [ "$(client_ids | sort -u | wc -l)" = 1 ]
    kill "$service_pid"
    rm -rf "$BATS_TEST_TMPDIR/address" "$HOME/state"
    service_start '{"rules":[{"path":"/api/auth/anonymous-token","status":502,"body":""}]}'
    run_apart bgmusic credits
    expect_status 6
    [ "$(tokens)" = 5 ]
    kill "$service_pid"
    rm -rf "$BATS_TEST_TMPDIR/address" "$HOME/state"
    service_start '{"rules":[{"path":"/api/auth/anonymous-token","call":1,"status":429,"headers":{"Retry-After":"2"},"json":{"detail":"slow down"}}]}'
    run_apart bgmusic credits
    expect_status 0
    [ "$(tokens)" = 2 ]
    kill "$service_pid"
    rm -rf "$BATS_TEST_TMPDIR/address" "$HOME/state"
    # A token that is refused, and a sign-in in trouble: still the call once more.
    service_start '{"rules":[{"path":"/api/credits/*","call":1,"status":401,"json":{"code":1001}},{"path":"/api/auth/anonymous-token","call":2,"status":500,"body":""}]}'
    run_apart bgmusic credits
    expect_status 0
    [ "$(tokens)" = 3 ]
    [ "$(calls GET /api/credits/)" = 2 ]
}

@test "a token of the service that is none is the service's fault: 6, before it is sent or kept" {
    for token in '' 'two words' 'a\r\nX-Evil: 1'; do
        service_start '{"rules":[{"path":"/api/auth/anonymous-token","json":{"code":0,"data":{"token":"'"$token"'"}}}]}'
        run_apart bgmusic credits
        [ "$status" = 6 ] || fail "exit code $status for: $token"
        [ "$(calls GET /api/)" = 0 ]
        [ ! -e "$XDG_STATE_HOME/bgmusic/credentials.json" ]
        kill "$service_pid"
        rm -rf "$BATS_TEST_TMPDIR/address" "$HOME/state"
    done
}
