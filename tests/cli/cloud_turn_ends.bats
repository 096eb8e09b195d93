#!/usr/bin/env bats
# The ways a turn can end (docs/protocol.md has the same table): how many messages went out, the exit codes of `chat` and
# `add`, and what `add` advises; by the service's own record.
load ../helper

sends() { calls POST /run_sse; }
draft() { printf '{"code":0,"data":{"state":{"draft":{"d":30000,"t":[%s]}}}}' "$1"; }
video='{"tt":0,"sg":[{"n":"clip.mp4","s":0,"d":30000}]}'
music='{"tt":1,"sg":[{"n":"Lo-fi","s":0,"d":30000,"v":0.35}]}'
# The state at the first read, and at all others.
states() {
    local after=$video
    [ "$1" = same ] || after=$video,$music
    printf '{"path":"/api/state/*","call":1,"json":%s},{"path":"/api/state/*","json":%s}' "$(draft "$video")" "$(draft "$after")"
}
stream() { # EVENT...: what stands behind "path" in the rule
    local text="" event
    for event in "$@"; do text+="data: $event"$'\n\n'; done
    jq -nc --arg body "$text" '{type: "text/event-stream", body: $body}'
}
broken() { # EVENT...: the same, cut off behind the last of them
    local rule length
    rule=$(stream "$@")
    length=$(jq -r .body <<<"$rule" | wc -c)
    jq -c --argjson at $((length - 1)) '.body += ("data: " + ("x" * 200)) | .cut_after = $at' <<<"$rule"
}
text='{"text":"I will see to it."}'
tool='{"content":{"role":"model","parts":[{"functionCall":{"id":"c","name":"add_bgm","args":{}}}]}}'
question='{"content":{"role":"model","parts":[{"functionCall":{"id":"q","name":"ask_question","args":{"title":"The music","questions":[{"id":"m","prompt":"Which mood fits?","options":[{"id":"c","label":"Calm piano"}]}]}}}]}}'

# row NAME CALLS BODY STATE MESSAGES CHAT ADD [ADVICE]: CALLS: "all" or "first"; STATE: same or changed.
row() {
    local name=$1 only="" state=$4 messages=$5 chat=$6 add=$7 advice=${8:-}
    [ "$2" = all ] || only='"call":1,'
    for command in chat add; do
        service_start '{"rules":[{"path":"/run_sse",'"$only${3:1}"','"$(states "$state")"']}'
        if [ $command = chat ]; then
            bgmusic -q session new >session
            run_apart bgmusic chat "add calm lo-fi"
            [ "$status" = "$chat" ] || fail "$name: chat ended with $status, not $chat"
            case $chat in 0) ;; *) [[ "$stderr" == *"hint:"* ]] || fail "$name: chat gives no advice" ;; esac
        else
            run_apart bgmusic add clip.mp4 -f
            [ "$status" = "$add" ] || fail "$name: add ended with $status, not $add"
            [[ "$stderr" == *"$advice"* ]] || fail "$name: add does not advise: $advice"
            case $add in 0) ;; *) [[ "$stderr" == *"hint:"* ]] || fail "$name: no advice" ;; esac
        fi
        [ "$(sends)" = "$messages" ] || fail "$name: $command sent $(sends) messages, not $messages"
        kill "$service_pid"
        rm -rf "$BATS_TEST_TMPDIR/address" "$HOME/state"
    done
}
setup_rows() { clip clip.mp4 2; }

@test "a turn that is refused before any work: sent once more for its token or its pace, else told" {
    setup_rows
    row "401 once" first '{"status":401,"json":{"detail":"x"}}' changed 2 0 0
    row "1001 once" first '{"json":{"code":1001}}' changed 2 0 0
    row "401 again" all '{"status":401,"json":{"detail":"x"}}' same 2 3 3
    row "429 once" first '{"status":429,"json":{"detail":"slow"}}' changed 2 0 0
    row "code 429 once, in place of a stream" first '{"json":{"code":429,"message":"slow"}}' changed 2 0 0
    row "429 again" all '{"status":429,"json":{"detail":"slow"}}' same 2 9 9 "bgmusic resume job-"
    row "429 for long" all '{"status":429,"headers":{"Retry-After":"3600"},"json":{"detail":"slow"}}' same 1 9 9 "3600 s"
    row "2001" all '{"json":{"code":2001,"message":"no credits"}}' same 1 4 4 "register"
    row "402" all '{"status":402,"json":{"detail":"plan"}}' same 1 4 4 "subscription"
    row "403" all '{"status":403,"json":{"detail":"no"}}' same 1 3 3 "auth login"
    row "scope" all '{"status":403,"json":{"error":"insufficient_scope"}}' same 1 3 3 "auth login"
    row "400" all '{"status":400,"json":{"detail":"bad"}}' same 1 6 6 "bgmusic resume job-"
    row "a word as code" all '{"json":{"code":"E_BROKEN","message":"broken"}}' same 1 6 6 "bgmusic resume job-"
    row "5000 in place of a stream" all '{"json":{"code":5000,"message":"broken"}}' same 1 6 6 "bgmusic resume job-"
}

@test "a turn that nothing came of, or a part: never sent again, the timeline is looked at" {
    setup_rows
    row "closed, unchanged" all '{"close":true}' same 1 5 5 "--send-again"
    row "closed, changed" all '{"close":true}' changed 1 0 0
    row "503, unchanged" all '{"status":503,"body":""}' same 1 5 5 "--send-again"
    row "503, changed" all '{"status":503,"body":""}' changed 1 0 0
    row "a web page" all '{"type":"text/html","body":"<html>x</html>"}' same 1 5 5 "--send-again"
    row "half an envelope" all '{"body":"{\"code\":0,\"da"}' same 1 5 5 "--send-again"
    row "cut behind a tool, unchanged" all "$(broken "$tool")" same 1 5 5 "--send-again"
    row "cut behind a tool, changed" all "$(broken "$tool")" changed 1 0 0
    row "cut behind words, changed" all "$(broken "$text")" changed 1 0 0
    row "keep-alives without end" all '{"type":"text/event-stream","pieces":[{"text":": alive\n\n","pause_ms":100}],"repeat_last":true}' same 1 5 5 "--send-again"
}

@test "a turn that came to its end: words, silence, a question, a failure" {
    setup_rows
    row "words, changed" all "$(stream "$text")" changed 1 0 0
    row "words, unchanged" all "$(stream "$text")" same 1 0 6 "ask in other words"
    row "silence, changed" all "$(stream heartbeat)" changed 1 0 0
    row "silence, unchanged" all "$(stream heartbeat)" same 1 0 6 "ask in other words"
    row "a temporary issue alone" all "$(stream '{"text":"I encountered a temporary issue."}')" same 1 0 6 "ask in other words"
    row "a question" all "$(stream "$text" "$question")" same 1 12 12 'Which mood fits?: Calm piano'
    row "a question, then a cut" all "$(broken "$question")" same 1 12 12 'Which mood fits?: Calm piano'
    row "a failure at once" all "$(stream '{"error":"it broke"}')" same 1 6 6 "ask again"
    row "a tool, then a failure, unchanged" all "$(stream "$tool" '{"error":"it broke"}')" same 1 6 6 "ask again"
    row "a tool, then a failure, changed" all "$(stream "$tool" '{"error":"it broke"}')" changed 1 6 6 "bgmusic resume job-"
    row "success that is false" all "$(stream "$tool" '{"success":false}')" changed 1 6 6 "bgmusic resume job-"
    row "a tool, then a limit" all "$(stream "$tool" '{"errorCode":"429","errorMessage":"quota"}')" changed 1 9 9 "bgmusic resume job-"
    row "a tool, then a refused token" all "$(stream "$tool" '{"code":1001}')" changed 1 3 3 "bgmusic resume job-"
    row "a tool, then no credits" all "$(stream "$tool" '{"code":2001}')" changed 1 4 4 "bgmusic resume job-"
}

# trips: the requests, as METHOD and last part of the path
trips() { jq -r '.method + " " + (.path | split("/") | last)' "$record" | paste -sd, -; }

@test "round trips: as few as the rules allow" {
    service_start '' --polls 1
    clip clip.mp4 2
    bgmusic -q upload clip.mp4
    : >"$record"
    bgmusic -q chat "add calm lo-fi" >reply
    [ "$(trips)" = "GET latest,POST run_sse,GET latest" ] || fail "$(trips)"
    : >"$record"
    bgmusic -q export >file
    [ "$(trips | sed 's/render_[0-9a-f]*/ID/; s/[^ ]*\.mp4/FILE/')" = "GET latest,POST lambda,GET ID,GET FILE" ] || fail "$(trips)"
    kill "$service_pid"
    rm -rf "$BATS_TEST_TMPDIR/address"
    # A question that was answered beforehand: the timeline after it is the one before the answer.
    service_start '{"rules":[{"path":"/run_sse","call":1,'"$(stream "$question" | cut -c2-)"']}' --polls 1
    bgmusic -q add -f clip.mp4 --answer "Calm piano" >file
    [ "$(trips | sed 's/render_[0-9a-f]*/ID/; s/[0-9]\{19\}/SID/; s/[^ ,]*\.mp4/FILE/')" = \
        "POST anonymous-token,POST nemo_agent,POST SID,GET latest,POST run_sse,GET latest,POST run_sse,GET latest,POST lambda,GET ID,GET FILE" ] || fail "$(trips)"
}

@test "chat: after a limit behind a tool nobody is told to ask again, but to look" {
    service_start '{"rules":[{"path":"/run_sse",'"$(stream "$tool" '{"errorCode":"429","errorMessage":"quota"}' | cut -c2-)"']}'
    bgmusic -q session new >session
    run_apart bgmusic chat "add calm lo-fi"
    expect_status 9
    expect_stderr "see what came of it with: bgmusic state"
    [[ "$stderr" != *"try again"* ]] || fail "it advises to pay twice"
}
