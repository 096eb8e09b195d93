#!/usr/bin/env bats
# Turns of a conversation with the scripted service: what is shown, what is told of silence, and what a cut never repeats.
load ../helper

sends() { calls POST /run_sse; }
looks() { calls GET /api/state/; }
session_ready() {
    service_start "$@"
    bgmusic -q session new >session
    : >"$record"
}
# stream TEXT...: a script in which the message is answered by these events
stream() {
    local events="" event
    for event in "$@"; do events+="data: $event"$'\n\n'; done
    jq -nc --arg body "$events" '{rules: [{path: "/run_sse", type: "text/event-stream", body: $body}]}'
}
draft() { # TRACKS: a rule's JSON for the state
    printf '{"code":0,"data":{"state":{"draft":{"d":30000,"t":[%s]}}}}' "$1"
}
video='{"tt":0,"sg":[{"n":"clip.mp4","s":0,"d":30000}]}'
music='{"tt":1,"sg":[{"n":"Lo-fi","s":0,"d":30000,"v":0.35}]}'
chat() { run_apart bgmusic chat "add calm lo-fi" "$@"; }

@test "all families of events: the text is shown once, thoughts and tools never" {
    session_ready "$(stream '{"content":{"role":"model","parts":[{"text":"secret plan","thought":true}]}}' \
        '{"content":{"role":"model","parts":[{"text":"One "}]},"partial":true}' \
        '{"content":{"role":"model","parts":[{"text":"two."}]},"partial":true}' \
        '{"content":{"role":"model","parts":[{"text":"One two."},{"functionCall":{"id":"c","name":"add_bgm","args":{"secret":"argument"}}}]}}' \
        '{"content":{"role":"user","parts":[{"functionResponse":{"id":"c","name":"add_bgm","response":{"error":"tool trouble"}}}]}}' \
        '{"type":"tool_call","name":"flat_tool","args":{"a":1}}' '{"type":"tool_result","name":"flat_tool","result":"flat result"}' \
        '{"actions":{"stateDelta":{"x":1}}}' '{"type":"heartbeat"}' 'heartbeat' '' '{"unknown":"event"}' \
        '{"type":"text","content":" Three."}' '{"text":" Four."}' \
        '{"content":{"role":"model","parts":[{"text":" Five."}]},"errorCode":"STOP"}')"
    chat
    expect_status 0
    said=$(tr -s ' \n' ' ' <<<"$output")
    [[ "$said" == *"One two."* && "$said" == *"Three."* && "$said" == *"Four."* && "$said" == *"Five."* ]] || fail "words are missing"
    [ "$(grep -o 'One two.' <<<"$said" | wc -l)" = 1 ]
    for word in secret argument trouble "flat result" stateDelta; do
        [[ "$output$stderr" != *"$word"* ]] || fail "shows $word"
    done
}

@test "a silent edit is told in words from the difference of the timelines" {
    session_ready '{"rules":[{"path":"/run_sse","type":"text/event-stream","body":": nothing\n\n"},
        {"path":"/api/state/*","call":1,"json":'"$(draft "$video")"'},{"path":"/api/state/*","json":'"$(draft "$video,$music")"'}]}'
    chat
    expect_status 0
    [[ "${output,,}" == *"added bgm: lo-fi, 0-30s, 35%"* || "${output,,}" == *"added bgm: lo-fi"* ]] || fail "the edit is not told"
    expect_output "Timeline (2 tracks)"
    chat --json
    jq -e '.ok and (.tracks | length == 2)' <<<"$output"
}

@test "a silent turn that changed nothing says so: 0 and a notice" {
    session_ready '{"rules":[{"path":"/run_sse","type":"text/event-stream","body":": nothing\n\n"},{"path":"/api/state/*","json":'"$(draft "$video")"'}]}'
    chat
    expect_status 0
    [ "$(sends)" = 1 ]
    [[ "$stderr" == *"nothing"* || "$stderr" == *"not change"* || "$stderr" == *"unchanged"* ]] || fail "silence"
}

@test "a cut stream: looked at after 30, then 60 s; the change is found and the message not sent again" {
    session_ready '{"rules":[{"path":"/run_sse","close":true},
        {"path":"/api/state/*","calls":[1,3],"json":'"$(draft "$video")"'},{"path":"/api/state/*","json":'"$(draft "$video,$music")"'}]}'
    start=$(date +%s%N)
    chat
    took_ms=$((($(date +%s%N) - start) / 1000000))
    expect_status 0
    [ "$(sends)" = 1 ]
    # One before; two that show nothing, and one that does.
    [ "$(looks)" = 4 ]
    # 30, 60 and 60 s, a hundred times as fast.
    [ "$took_ms" -ge 1400 ]
}

@test "five unchanged looks after a cut: 5, the session is named, one message" {
    session_ready '{"rules":[{"path":"/run_sse","close":true},{"path":"/api/state/*","json":'"$(draft "$video")"'}]}'
    chat
    expect_status 5
    expect_stderr "$(cat session)"
    [ "$(sends)" = 1 ]
    [ "$(looks)" = 6 ]
}

@test "502, 503, 504 to a message: looked up, never sent again" {
    for http in 502 503 504; do
        session_ready '{"rules":[{"path":"/run_sse","status":'"$http"',"body":"<html>x</html>"},
            {"path":"/api/state/*","call":1,"json":'"$(draft "$video")"'},{"path":"/api/state/*","json":'"$(draft "$video,$music")"'}]}'
        chat
        expect_status 0
        [ "$(sends)" = 1 ]
        kill "$service_pid"
        rm -rf "$BATS_TEST_TMPDIR/address" "$HOME/state"
    done
}

@test "refused before any work, a message may go once more: 401 and 429" {
    for refusal in '"status":401,"json":{"code":1001}' '"status":429,"headers":{"Retry-After":"1"}' '"status":200,"json":{"code":1010}'; do
        session_ready '{"rules":[{"path":"/run_sse","call":1,'"$refusal"'}]}'
        chat
        expect_status 0
        [ "$(sends)" = 2 ]
        kill "$service_pid"
        rm -rf "$BATS_TEST_TMPDIR/address" "$HOME/state"
    done
}

@test "keep-alives alone: a notice every two minutes, given up after ten, then looked up" {
    session_ready '{"rules":[{"path":"/run_sse","type":"text/event-stream","pieces":[{"text":": alive\n\n","pause_ms":50}],"repeat_last":true},
        {"path":"/api/state/*","call":1,"json":'"$(draft "$video")"'},{"path":"/api/state/*","json":'"$(draft "$video,$music")"'}]}'
    chat
    expect_status 0
    [ "$(grep -c "Still working" <<<"$stderr")" -ge 3 ]
    [ "$(grep -c "Still working" <<<"$stderr")" -le 5 ]
    [ "$(sends)" = 1 ]
}

@test "the noise of a temporary issue at the end is dropped; alone it is shown" {
    session_ready "$(stream '{"text":"Music was added."}' '{"text":"I encountered a temporary issue. Please try again."}')"
    chat
    expect_status 0
    expect_output "Music was added."
    [[ "$output" != *"temporary issue"* ]]
    kill "$service_pid"
    rm -rf "$BATS_TEST_TMPDIR/address" "$HOME/state"
    session_ready "$(stream '{"text":"I encountered a temporary issue. Please try again."}')"
    chat
    expect_output "temporary issue"
}

@test "a failure whose quotes make it no JSON is shown all the same; a rate limit in the stream is 9" {
    session_ready "$(stream '{"error":"the "model" fell over"}')"
    chat
    expect_status 6
    expect_stderr "fell over"
    [ "$(sends)" = 1 ]
    kill "$service_pid"
    rm -rf "$BATS_TEST_TMPDIR/address" "$HOME/state"
    session_ready "$(stream '{"errorCode":"429","errorMessage":"quota"}')"
    chat
    expect_status 9
}

@test "characters split between reads, bytes that are no UTF-8, a line of 5 MB" {
    jq -nc '{rules: [{path: "/run_sse", type: "text/event-stream", pieces: [{text: "data: {\"text\":\"\u97f3\u4e50 "},
        {text: "\ud83c\udfb5\"}\n", pause_ms: 20}, {text: "\n"}]}]}' >script
    session_ready "$(cat script)"
    chat
    expect_output "音乐 🎵"
    kill "$service_pid"
    rm -rf "$BATS_TEST_TMPDIR/address" "$HOME/state"
    # One line of 5 MB.
    head -c 5000000 /dev/zero | tr '\0' y | jq -Rc '{rules: [{path: "/run_sse", type: "text/event-stream", body: "data: {\"x\":\"\(.)\",\"text\":\"the end\"}\n\n"}]}' >script
    session_ready "$(cat script)"
    chat
    expect_status 0
    expect_output "the end"
    kill "$service_pid"
    rm -rf "$BATS_TEST_TMPDIR/address" "$HOME/state"
    printf '{"rules":[{"path":"/run_sse","type":"text/event-stream","body":"data: {\\"text\\":\\"caf\xe9 is \xff open\\"}\\n\\n"}]}' >script
    session_ready "$(cat script)"
    chat
    expect_status 0
    expect_output "open"
    iconv -f UTF-8 -t UTF-8 <<<"$output" >/dev/null
}

@test "a server that keeps the connection open after the end of the body does not hold up the turn" {
    session_ready
    export BGMUSIC_TEST_CLOCK_SCALE=1
    start=$(date +%s)
    chat
    expect_status 0
    [ $(($(date +%s) - start)) -lt 20 ]
}

@test "GUI talk becomes what this program does, in both languages" {
    session_ready "$(stream '{"text":"I added the music. Click the Export button to save it. 请点击导出按钮。"}')"
    chat
    expect_status 0
    expect_output "I added the music."
    expect_output "bgmusic export"
    [[ "$output" != *"Click the Export button"* && "$output" != *点击* ]] || fail "GUI talk"
}

@test "music that nobody asked for is in the closing summary" {
    session_ready '{"rules":[{"path":"/run_sse","type":"text/event-stream","body":"data: {\"text\":\"Done.\"}\n\n"},
        {"path":"/api/state/*","call":1,"json":'"$(draft "$video")"'},
        {"path":"/api/state/*","json":'"$(draft "$video,$music,{\"tt\":7,\"sg\":[{\"n\":\"Hello\",\"s\":0,\"d\":3000}]}")"'}]}'
    chat
    expect_output 'Timeline (3 tracks): 1. Video: clip.mp4 (0-30s) 2. BGM: Lo-fi (0-30s, 35%) 3. Title: "Hello" (0-3s)'
}

@test "Ctrl-C during a turn: 130, the message is not lost, and the line to look again is printed" {
    session_ready '{"rules":[{"path":"/run_sse","type":"text/event-stream","pieces":[{"text":"data: {\"text\":\"Working on it\"}\n\n"},{"text":": alive\n\n","pause_ms":100}],"repeat_last":true}]}'
    bgmusic chat "add calm lo-fi" >out 2>err 3>&- &
    pid=$!
    for _ in $(seq 100); do
        [ "$(sends)" = 0 ] || break
        sleep 0.05
    done
    kill -INT $pid
    wait $pid && status=0 || status=$?
    [ "$status" = 130 ]
    grep -q "bgmusic state --session $(cat session)" err
    [ "$(sends)" = 1 ]
    # What was known of the timeline before the turn is kept.
    [ "$(grep -rl last_draft "$XDG_STATE_HOME" | wc -l)" = 1 ]
}
