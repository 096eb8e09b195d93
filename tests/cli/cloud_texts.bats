#!/usr/bin/env bats
# What the service says, shown as it is meant: broken characters, newer drafts, pieces, fractions, pages, refusals.
load ../helper

stop_service() {
    kill "$service_pid"
    rm -rf "$BATS_TEST_TMPDIR/address" "$HOME/state"
}

@test "half an emoji: shown as U+FFFD, passed on byte for byte, --raw exact; a NUL cuts nothing off" {
    body='{"code":0,"data":{"state":{"draft":{"d":3000,"m":{"title":"trip \ud83c"},"t":[{"tt":0,"sg":[{"n":"cl\u0000ip.mp4","s":0,"d":3000}]},{"tt":1,"sg":[{"n":"half \ud83c tune","s":0,"d":3000}]}]}}}}'
    jq -nc --arg body "$body" '{rules: [{path: "/api/state/*", type: "application/json", body: $body},
        {method: "POST", path: "/api/render/proxy/lambda", status: 200, json: {id: "render_x", status: "pending"}},
        {path: "/run_sse", type: "text/event-stream", body: "data: {\"text\":\"A trip \\ud83c and a NUL\\u0000 here.\"}\n\n"}]}' >script
    service_start "$(cat script)"
    bgmusic -q session new >session
    run_apart bgmusic state
    expect_status 0
    expect_output $'half \xef\xbf\xbd tune'
    expect_output "clip.mp4"
    run_apart bgmusic state --raw
    [ "$output" = "$body" ] || fail "not the bytes"
    run_apart bgmusic chat "hello"
    expect_status 0
    expect_output $'A trip \xef\xbf\xbd and a NUL here.'
    run_apart bgmusic -q export --no-wait
    expect_status 0
    jq -r 'select(.method == "POST" and .path == "/api/render/proxy/lambda") | .body' "$record" | grep -qF 'half \ud83c tune'
}

@test "a newer draft is named, its tracks and length are told, and it is exported as it came" {
    for where in '"draft":DRAFT' '"project":{"timeline_draft":DRAFT}'; do
        draft='"<draft fps=\"30\" width=\"1080\" height=\"1920\" duration=\"30000\"><track id=\"1\" type=\"video\"><clip id=\"a\" src=\"asset://x/clip.mp4\" in=\"0\" out=\"30000\"/></track><track id=\"2\" type=\"bgm\"><clip name=\"Lo-fi\" in=\"0\" out=\"30000\"/></track></draft>"'
        jq -nc --arg body '{"code":0,"data":{"state":{'"${where/DRAFT/$draft}"'}}}' '{rules: [{path: "/api/state/*", type: "application/json", body: $body},
            {method: "POST", path: "/api/render/proxy/lambda", status: 200, json: {id: "render_x", status: "pending"}}]}' >script
        service_start "$(cat script)"
        bgmusic -q session new >session
        run_apart bgmusic state
        expect_status 0
        expect_output "Timeline (2 tracks, a newer kind of draft, 30 s): 1. Video: clip.mp4 (0-30s) 2. BGM: Lo-fi (0-30s)"
        run_apart bgmusic -q export --no-wait
        expect_status 0
        jq -r 'select(.method == "POST" and .path == "/api/render/proxy/lambda") | .body' "$record" | grep -qF "\"draft\":$draft"
        stop_service
    done
}

@test "pieces join without a gap, sentences stand apart" {
    service_start '{"rules":[{"path":"/run_sse","type":"text/event-stream","body":"data: {\"type\":\"text\",\"content\":\"one, \"}\n\ndata: {\"type\":\"text\",\"text\":\"two, \"}\n\ndata: {\"text\":\"three.\"}\n\ndata: {\"text\":\"Another one.\"}\n\n"}]}'
    bgmusic -q session new >session
    run_apart bgmusic chat "hello"
    [[ "$output" == $'one, two, three.\n\nAnother one.'* ]] || fail "not joined"
}

@test "balances: fractions stay, granted and consumed make a total" {
    service_start '{"rules":[{"path":"/api/credits/*","call":1,"json":{"code":0,"data":{"available":7.5,"frozen":0.25,"total":7.75}}},
        {"path":"/api/credits/*","json":{"code":0,"data":{"available":60,"total_granted":100,"total_consumed":39.5}}}]}'
    run_apart bgmusic credits
    [ "$output" = "available 7.5, frozen 0.25, total 7.75" ] || fail "rounded"
    run_apart bgmusic credits --json
    jq -e '.available == 60 and .total == 60.5 and .frozen == null' <<<"$output"
    stop_service
    # More consumed than there was is a balance, too.
    service_start '{"rules":[{"path":"/api/credits/*","call":1,"json":{"code":0,"data":{"available":"-12.5","frozen":0,"total":-12.5}}},
        {"path":"/api/credits/*","json":{"code":0,"data":{"total_granted":100,"total_consumed":120}}}]}'
    run_apart bgmusic credits
    [ "$output" = "available -12.5, frozen 0, total -12.5" ] || fail "not as it is"
    run_apart bgmusic doctor
    expect_output "none are left"
}

@test "a draft with numbers as text is read; one of a kind that is not known is not called empty" {
    state() { service_start '{"rules":[{"path":"/api/state/*","json":{"code":0,"data":{"state":{"draft":'"$1"'}}}}]}' && bgmusic -q session new >session; }
    state '{"t":[{"tt":"1","sg":[{"n":"Lo-fi","s":"0","d":"10500","v":"35%"}]}]}'
    run_apart bgmusic state
    expect_output "Timeline (1 track): 1. BGM: Lo-fi (0-10.5s, 35%)"
    stop_service
    for draft in '{"tracks":[{"type":"audio"}]}' '"a text of some kind"' '{"t":{"1":{"tt":1}}}'; do
        state "$draft"
        run_apart bgmusic state
        expect_status 0
        expect_output "of a kind that is not known"
        run_apart bgmusic export
        expect_status 10
        expect_stderr "bgmusic session link --session"
        clip clip.mp4 2
        run_apart bgmusic add clip.mp4
        expect_status 6
        expect_stderr "of a kind that this version does not know"
        stop_service
    done
}

@test "a refusal for the scope is neither plan nor credits, and asks for no new token" {
    service_start '{"rules":[{"path":"/api/render/proxy/lambda","status":403,"json":{"error":"insufficient_scope"}},
        {"path":"/api/credits/*","status":401,"json":{"detail":"the token has no scope for this"}}]}'
    clip clip.mp4 2
    bgmusic -q upload clip.mp4 >ids
    bgmusic -q chat "add calm lo-fi" >reply
    : >"$record"
    run_apart bgmusic export
    expect_status 3
    expect_stderr "auth login"
    run_apart bgmusic credits
    expect_status 3
    [ "$(calls POST /api/auth/anonymous-token)" = 0 ]
}

@test "a gateway's page: its title, not its HTML" {
    service_start '{"rules":[{"path":"/api/credits/*","status":502,"type":"text/html","body":"<html><head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html>"}]}'
    run_apart bgmusic credits
    expect_status 6
    expect_stderr "502 Bad Gateway"
    [[ "$stderr" != *"<html>"* && "$stderr" != *"<center>"* ]] || fail "raw HTML"
}

@test "the service takes no seed: said before anything is sent; unreachable with a token, the local engine is named" {
    service_start
    clip clip.mp4 2
    run_apart bgmusic -q add clip.mp4 --seed 7
    expect_status 2
    expect_stderr "--engine local"
    # Takes of one input are no batch: one reason, its code.
    run_apart bgmusic -q add clip.mp4 --variants 2
    expect_status 2
    expect_stderr "takes by seeds"
    [ "$(calls POST /api/tasks)" = 0 ]
    if "$BGMUSIC" help serve >/dev/null 2>&1 && ! "$BGMUSIC" doctor 2>&1 | grep -q "without the local engine"; then
        NEMO_TOKEN=nmv_usr_x1234567 NEMO_API_URL=http://127.0.0.1:9 run_apart bgmusic -q credits
        expect_status 5
        expect_stderr "--engine local works without it"
    fi
}

@test "export is named after the video in the timeline, not after the first upload" {
    service_start '{"rules":[{"path":"/api/state/*","json":{"code":0,"data":{"state":{"draft":{"d":3000,"t":[{"tt":0,"sg":[{"n":"second.mp4","s":0,"d":3000}]}]}}}}}]}'
    clip clip.mp4 2
    bgmusic -q upload clip.mp4 >ids
    run_apart bgmusic -q export
    expect_status 0
    [ "$output" = second-music.mp4 ]
    run_apart bgmusic -q export
    expect_status 8
    run_apart bgmusic -q chat export
    expect_status 0
    [ "$output" = second-music-2.mp4 ]
}

@test "what add asked for and the timeline does not have is told: a warning, also in JSON, a notice among events" {
    service_start '{"rules":[{"path":"/api/state/*","call":1,"json":{"code":0,"data":{"state":{"draft":{"d":3000,"t":[{"tt":0,"sg":[{"n":"clip.mp4","s":0,"d":3000}]}]}}}}},
        {"path":"/api/state/*","json":{"code":0,"data":{"state":{"draft":{"d":3000,"t":[{"tt":0,"sg":[{"n":"clip.mp4","s":0,"d":3000}]},{"tt":1,"sg":[{"n":"Lo-fi","s":0,"d":3000,"v":0.8}]}]}}}}}]}'
    clip clip.mp4 2
    run_apart bgmusic add clip.mp4 --volume 20 --json
    expect_status 0
    expect_stderr "warning: "
    jq -e '.warnings | length > 0' <<<"$output"
    run_apart bgmusic add clip.mp4 --volume 20 -f --progress json
    expect_status 0
    jq -es 'map(select(.event != "stage" and .event != "progress")) | length > 0 and all(.[]; .event == "notice")' <<<"$stderr" ||
        fail "an event of another kind"
}

@test "a job that was cut off after its upload does not upload again" {
    service_start '{"rules":[{"path":"/run_sse","call":1,"status":429,"headers":{"Retry-After":"3600"}}]}'
    clip clip.mp4 2
    run_apart bgmusic -q add clip.mp4
    expect_status 9
    [ "$(bgmusic resume --list --json | jq -r '.jobs[0].step')" = uploaded ]
    run_apart bgmusic -q resume --all
    expect_status 0
    [ "$(calls POST /api/upload-video)" = 1 ]
    [ -s clip-music.mp4 ]
}

@test "--timeout is kept to, in calls and in pauses" {
    service_start '{"rules":[{"path":"/api/credits/*","status":503,"body":""},{"path":"/api/state/*","delay_ms":9000}]}'
    bgmusic -q session new >session
    export BGMUSIC_TEST_CLOCK_SCALE=1
    start=$(date +%s%N)
    run_apart bgmusic --timeout 2 credits
    expect_status 5
    took_ms=$((($(date +%s%N) - start) / 1000000))
    [ "$took_ms" -ge 1500 ] && [ "$took_ms" -lt 4500 ] || fail "took $took_ms ms"
    start=$(date +%s%N)
    run_apart bgmusic --timeout 1 state
    expect_status 5
    took_ms=$((($(date +%s%N) - start) / 1000000))
    [ "$took_ms" -ge 700 ] && [ "$took_ms" -lt 3000 ] || fail "took $took_ms ms in a call"
}
