#!/usr/bin/env bats
# Nothing is paid twice, no question is lost, and old music is never sold as new: the service's own record is the proof.
load ../helper
load ../terminal

teardown() {
    screen_stop
    [ -z "${service_pid:-}" ] || kill "$service_pid" 2>/dev/null || :
}
sends() { calls POST /run_sse; }
submits() { jq -r 'select(.method == "POST" and .path == "/api/render/proxy/lambda") | .n' "$record" | wc -l; }
messages_sent() { jq -r 'select(.path == "/run_sse") | .body | fromjson | .new_message.parts[0].text' "$record"; }
stop_service() {
    kill "$service_pid"
    rm -rf "$BATS_TEST_TMPDIR/address" "$HOME/state"
}
draft() { printf '{"code":0,"data":{"state":{"draft":{"d":30000,"t":[%s]}}}}' "$1"; }
video='{"tt":0,"sg":[{"n":"clip.mp4","s":0,"d":30000}]}'
old='{"tt":1,"sg":[{"n":"Old tune","s":0,"d":30000,"v":0.35}]}'
new='{"tt":1,"sg":[{"n":"Lo-fi","s":0,"d":30000,"v":0.35}]}'
# rule BODY-OF-THE-STREAM: for the message, every time
events() {
    local text="" event
    for event in "$@"; do text+="data: $event"$'\n\n'; done
    jq -nc --arg body "$text" '{path: "/run_sse", type: "text/event-stream", body: $body}'
}
# before TRACKS, after TRACKS: the state at the first read and at all others
states() { printf '{"path":"/api/state/*","call":1,"json":%s},{"path":"/api/state/*","json":%s}' "$(draft "$1")" "$(draft "$2")"; }
tool='{"content":{"role":"model","parts":[{"functionCall":{"id":"c","name":"add_bgm","args":{}}}]}}'
question='{"content":{"role":"model","parts":[{"functionCall":{"id":"q","name":"ask_question","args":{"title":"The music","questions":[{"id":"m","prompt":"Which mood fits?","options":[{"id":"c","label":"Calm piano"},{"id":"l","label":"Lo-fi"}],"allow_multiple":false}]}}}]}}'

@test "a limit or a refused token after the tools ran: one message, the state is looked at, the job is kept as sent" {
    for row in '9 {"errorCode":"429","errorMessage":"quota"}' '9 {"errorCode":"RESOURCE_EXHAUSTED"}' '9 {"code":429}' \
        '3 {"code":1001}' '3 {"code":1001,"message":"expired"}' '6 {"error":"it broke"}'; do
        read -r code failure <<<"$row"
        service_start '{"rules":['"$(events "$tool" "$failure")"','"$(states "$video" "$video,$new")"']}'
        bgmusic -q session new >session
        run_apart bgmusic chat "add calm lo-fi"
        expect_status "$code"
        [ "$(sends)" = 1 ] || fail "$failure: $(sends) messages"
        expect_output "added BGM: Lo-fi"
        clip clip.mp4 2
        : >"$record"
        run_apart bgmusic -q add clip.mp4 -o "out$code.mp4" -f
        [ "$(sends)" = 1 ] || fail "$failure: add sent $(sends) messages"
        expect_status "$code"
        stop_service
    done
}

@test "add: a failure after the tools ran keeps the job as sent, and resume finishes it without a message" {
    service_start '{"rules":['"$(events "$tool" '{"errorCode":"429","errorMessage":"quota"}')"','"$(states "$video" "$video,$new")"']}'
    clip clip.mp4 2
    run_apart bgmusic -q add clip.mp4
    expect_status 9
    expect_stderr "bgmusic resume job-"
    [ "$(bgmusic resume --list --json | jq -r '.jobs[].step')" = sent ]
    run_apart bgmusic -q resume --all
    expect_status 0
    cmp clip-music.mp4 "$BATS_TEST_TMPDIR/media.mp4"
    [ "$(sends)" = 1 ]
}

@test "a message that never arrived in a session with music: not done, nothing written, and sent again by will alone" {
    service_start '{"rules":[{"path":"/run_sse","call":1,"close":true},{"path":"/api/state/*","calls":[1,13],"json":'"$(draft "$video,$old")"'},
        {"path":"/api/state/*","json":'"$(draft "$video,$new")"'}]}'
    clip clip.mp4 2
    run_apart bgmusic -q add clip.mp4
    expect_status 5
    expect_stderr "--send-again"
    job=$(bgmusic resume --list | grep -o '^job-[0-9a-f]*')
    run_apart bgmusic -q resume "$job"
    expect_status 5
    expect_stderr "--send-again"
    [ ! -e clip-music.mp4 ]
    [ "$(sends)" = 1 ]
    [ "$(submits)" = 0 ]
    run_apart bgmusic -q resume "$job" --send-again
    expect_status 0
    [ "$(sends)" = 2 ]
    cmp clip-music.mp4 "$BATS_TEST_TMPDIR/media.mp4"
}

@test "a resumed message is waited for before it is given up" {
    service_start '{"rules":[{"path":"/run_sse","close":true},{"path":"/api/state/*","calls":[1,9],"json":'"$(draft "$video,$old")"'},
        {"path":"/api/state/*","json":'"$(draft "$video,$new")"'}]}'
    clip clip.mp4 2
    run_apart bgmusic -q add clip.mp4
    expect_status 5
    # Six reads so far; the change shows at the tenth, three pauses after the first look of the resumed job.
    start=$(date +%s%N)
    run_apart bgmusic -q resume --all
    expect_status 0
    [ $((($(date +%s%N) - start) / 1000000)) -ge 1400 ]
    [ "$(sends)" = 1 ]
    [ -s clip-music.mp4 ]
}

@test "a silent turn that changed nothing sells no old music as new" {
    service_start '{"rules":['"$(events heartbeat)"',{"path":"/api/state/*","json":'"$(draft "$video,$old")"'}]}'
    clip clip.mp4 2
    run_apart bgmusic -q add clip.mp4
    expect_status 6
    expect_stderr "no new music"
    [ "$(submits)" = 0 ]
}

@test "a question off a terminal: shown on stdout with the line that answers, 12" {
    service_start '{"rules":['"$(events '{"text":"Before I begin:"}' "$question")"','"$(states "$video" "$video")"']}'
    bgmusic -q session new >session
    run_apart bgmusic chat "add music"
    expect_status 12
    for words in "Before I begin:" "The music" "1. Which mood fits?" "1) Calm piano" "2) Lo-fi"; do expect_output "$words"; done
    line="bgmusic chat --session $(cat session) \"1. Which mood fits?: Calm piano\""
    expect_output "$line"
    expect_stderr "$line"
    run_apart bgmusic chat --json "add music"
    expect_status 12
    jq -e '.ok == false and .error.status == "asked" and .error.exit == 12 and .question.title == "The music"
        and .question.questions[0].options[1].label == "Lo-fi" and (.question.questions[0].allow_multiple | not)' <<<"$output"
    # The line as it was printed answers.
    eval "$line" >answered 2>&1 || :
    messages_sent | grep -qx '1. Which mood fits?: Calm piano'
}

@test "a question in every shape: flat events, a text as arguments, a shape of its own" {
    for event in '{"type":"tool_call","name":"ask_question","args":{"questions":[{"prompt":"Which mood fits?","options":["x"]}]}}' \
        '{"type":"toolcall_start","tool_name":"ask_question","args":"{\"questions\":[{\"prompt\":\"Which mood fits?\"}]}"}' \
        '{"type":"tool_start","tool":"ask_question","args":{"whatever":["Which mood fits?"]}}'; do
        service_start '{"rules":['"$(events "$event")"']}'
        bgmusic -q session new >session
        run_apart bgmusic chat "add music"
        expect_status 12
        expect_output "Which mood fits?"
        stop_service
    done
}

@test "add: a question keeps the job and renders nothing; an answer in the session, then resume" {
    service_start '{"rules":[{"path":"/run_sse","call":1'"$(events "$question" | sed 's/^{"path":"\/run_sse"//')"',
        {"path":"/api/state/*","calls":[1,3],"json":'"$(draft "$video,$old")"'},{"path":"/api/state/*","json":'"$(draft "$video,$new")"'}]}'
    clip clip.mp4 2
    run_apart bgmusic -q add clip.mp4
    expect_status 12
    expect_output "Which mood fits?"
    expect_stderr "bgmusic resume job-"
    [ "$(submits)" = 0 ]
    run_apart bgmusic -q resume --all
    expect_status 12
    [ "$(sends)" = 1 ]
    session=$(bgmusic resume --list --json | jq -r '.jobs[0].session_id')
    bgmusic -q chat --session "$session" "1. Which mood fits?: Calm piano" >/dev/null
    run_apart bgmusic -q resume --all
    expect_status 0
    [ "$(sends)" = 2 ]
    cmp clip-music.mp4 "$BATS_TEST_TMPDIR/media.mp4"
}

@test "add --answer answers beforehand, in order; a batch goes on with the next input" {
    service_start '{"rules":[{"path":"/run_sse","call":1'"$(events "$question" | sed 's/^{"path":"\/run_sse"//')"']}'
    clip clip.mp4 2
    run_apart bgmusic -q add clip.mp4 --answer 2 --answer unused
    expect_status 0
    [ "$(sends)" = 2 ]
    messages_sent | grep -qx '1. Which mood fits?: Lo-fi'
    stop_service
    service_start '{"rules":[{"path":"/run_sse","call":1'"$(events "$question" | sed 's/^{"path":"\/run_sse"//')"']}'
    cp clip.mp4 other.mp4
    run_apart bgmusic -q add clip.mp4 other.mp4 -o '{stem}-x.mp4' --json
    expect_status 11
    jq -es '.[0].error.status == "asked" and .[0].question.questions[0].prompt == "Which mood fits?" and .[1].ok' <<<"$output"
    [ -s other-x.mp4 ]
}

@test "kill -9 at every step of a turn with a question: each message once, the right file" {
    clip clip.mp4 2
    for n in 4 5 6 7 8 9 10 11 12; do
        service_start '{"rules":[{"path":"/run_sse","call":1,"delay_ms":60'"$(events "$question" | sed 's/^{"path":"\/run_sse"//')"',{"path":"*","delay_ms":60}]}'
        rm -f clip-music.mp4
        "$BGMUSIC" -q add clip.mp4 --answer "Calm piano" >/dev/null 2>&1 3>&- &
        pid=$!
        until [ "$(wc -l <"$record")" -ge "$n" ] || ! kill -0 $pid 2>/dev/null; do sleep 0.005; done
        kill -KILL $pid 2>/dev/null || :
        wait $pid 2>/dev/null || :
        [ -f clip-music.mp4 ] || run_apart bgmusic -q resume --all
        [ "$(messages_sent | sort | uniq -d | wc -l)" = 0 ] || fail "a message twice at $n: $(messages_sent)"
        [ "$(submits)" -le 1 ] || fail "two renders at $n"
        # What is not done says so, and asks or looks: never a second message, never a wrong file.
        if [ -f clip-music.mp4 ]; then cmp clip-music.mp4 "$BATS_TEST_TMPDIR/media.mp4"; fi
        [ ! -e clip-music.mp4.part ] || fail "a half file at $n"
        stop_service
    done
}

@test "two resume --all at once: one message" {
    service_start '{"rules":[{"path":"/run_sse","call":1,"status":429,"headers":{"Retry-After":"3600"}},{"path":"*","delay_ms":60}]}'
    clip clip.mp4 2
    run_apart bgmusic -q add clip.mp4 --force
    expect_status 9
    : >"$record"
    "$BGMUSIC" -q resume --all >one 2>&1 3>&- &
    first=$!
    "$BGMUSIC" -q resume --all >two 2>&1 3>&- &
    wait $first || :
    wait $! || :
    [ "$(sends)" = 1 ] || fail "$(sends) messages"
    [ "$(submits)" = 1 ]
    cmp clip-music.mp4 "$BATS_TEST_TMPDIR/media.mp4"
}

@test "two exports of one session at the same moment: one render, two files" {
    # An earlier render makes both look, and the look takes its time.
    service_start '{"rules":[{"method":"GET","path":"/api/render/proxy/lambda/*","call":1,"delay_ms":700,"json":{"status":"failed"}}]}' \
        --polls 3 --hold "$BATS_TEST_TMPDIR/held"
    : >"$BATS_TEST_TMPDIR/held" # no render ends before the second has found the first's
    export BGMUSIC_TEST_CLOCK_SCALE=10 # the slow look must not look like one that died
    clip clip.mp4 2
    bgmusic -q upload clip.mp4 >ids
    bgmusic -q chat "add calm lo-fi" >reply
    bgmusic -q export --no-wait >earlier
    bgmusic -q chat "add more music" >reply
    "$BGMUSIC" -q export -o one.mp4 >one 2>&1 3>&- &
    first=$!
    until [ "$(calls GET /api/render/proxy/lambda/)" = 1 ] || ! kill -0 $first; do sleep 0.02; done
    "$BGMUSIC" export -o two.mp4 >two 2>&1 3>&- &
    local end=$((SECONDS + 60))
    until grep -q "picking it up" two; do
        [ $SECONDS -lt $end ] || fail "the second found no render: $(cat two)"
        sleep 0.02
    done
    rm "$BATS_TEST_TMPDIR/held"
    wait $first || fail "the first: $(cat one)"
    wait $! || fail "the second: $(cat two)"
    [ "$(submits)" = 2 ] || fail "$(submits) renders, with the earlier one"
    cmp one.mp4 two.mp4
}

@test "an anonymous token's add on a terminal says once what it is likely to cost and what is left; elsewhere nothing" {
    service_start '{"rules":[{"path":"/api/credits/*","json":{"code":0,"data":{"available":62.5,"total":100}}}]}'
    clip one.mp4 2
    cp one.mp4 two.mp4
    told="this is likely to cost about 100 credits; 62.5 are left"
    screen_start 120 24 "bgmusic add one.mp4 two.mp4"
    screen_end
    [ "$screen_status" = 0 ]
    [ "$(screen_lines | grep -cF "$told")" = 1 ] || fail "said $(screen_lines | grep -cF "$told") times: $(screen_lines)"
    [ "$(calls GET /api/credits/)" = 1 ]
    # Before anything that costs.
    [ "$(jq -r 'select(.path | contains("credits") or . == "/run_sse") | .path' "$record" | head -n 1)" = /api/credits/balance/simple ]
    : >"$record"
    screen_stop
    screen_start 120 24 "NEMO_TOKEN=nmv_usr_mine1234 bgmusic add -f one.mp4"
    screen_end
    [ "$screen_status" = 0 ]
    ! screen_lines | grep -F "likely to cost" || fail "a token of one's own"
    run_apart bgmusic add -f one.mp4
    [[ "$stderr" != *"likely to cost"* ]] || fail "off a terminal"
    [ "$(calls GET /api/credits/)" = 0 ]
    # Trouble with the balance keeps nobody waiting.
    kill "$service_pid"
    rm -rf "$BATS_TEST_TMPDIR/address"
    service_start '{"rules":[{"path":"/api/credits/*","status":503,"body":""}]}'
    screen_stop
    screen_start 120 24 "bgmusic add -f one.mp4"
    screen_end
    [ "$screen_status" = 0 ]
    [ "$(calls GET /api/credits/)" = 1 ]
}
