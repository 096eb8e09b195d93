#!/usr/bin/env bats
# How waits and downloads end: at once where waiting cannot help, with the one line to come back, and never without a word.
load ../helper

submits() { jq -r 'select(.method == "POST" and .path == "/api/render/proxy/lambda") | .n' "$record" | wc -l; }
session_ready() {
    service_start "$@"
    clip clip.mp4 2
    bgmusic -q upload clip.mp4 >ids
    bgmusic -q chat "add calm lo-fi" >reply
    : >"$record"
}
stop_service() {
    kill "$service_pid"
    rm -rf "$BATS_TEST_TMPDIR/address" "$HOME/state"
}

@test "a download that is refused in both places is final within seconds" {
    for status_code in 403 404 410; do
        session_ready '{"rules":[{"path":"/media/*","status":403,"body":"<Error>expired</Error>"},{"path":"*/download","status":'$status_code',"body":""}]}'
        run_apart bgmusic export
        [ "$status" != 0 ] || fail "done with $status_code"
        [[ "$stderr" != *"again in"* ]] || fail "it waited"
        [ "$(calls GET /media/)" = 1 ] || fail "$(calls GET /media/) tries at the URL"
        [ "$(calls GET /download)" = 1 ] || fail "$(calls GET /download) download calls"
        [ ! -e clip-music.mp4 ]
        stop_service
    done
}

@test "what is no video is final, and the download call is tried before" {
    session_ready '{"rules":[{"path":"/media/*","type":"video/mp4","body":"no film"},{"path":"*/download","type":"video/mp4","body":"no film either"}]}'
    run_apart bgmusic export
    expect_status 6
    expect_stderr "not a video"
    [ "$(calls GET /media/)" = 1 ]
    [ "$(calls GET /download)" = 1 ]
}

@test "a URL in lasting trouble: the download call has the file after half the tries" {
    session_ready '{"rules":[{"path":"/media/*","status":503,"body":""}]}'
    run_apart bgmusic export
    expect_status 0
    [ "$(calls GET /media/)" = 4 ]
    [ "$(calls GET /download)" = 1 ]
    cmp clip-music.mp4 "$BATS_TEST_TMPDIR/media.mp4"
}

@test "a server that sends all again after a cut, and is cut again: the length is counted anew" {
    session_ready '{"rules":[{"path":"/media/*","calls":[1,2],"cut_after":700}]}' --ignore-range
    run_apart bgmusic export
    expect_status 0
    cmp clip-music.mp4 "$BATS_TEST_TMPDIR/media.mp4"
    # The third asks from where the second, which had begun anew, was cut.
    [ "$(jq -rs 'map(select(.path | startswith("/media/")) | .headers.Range // "all") | join(" ")' "$record")" = "all bytes=700- bytes=700-" ]
}

@test "Retry-After on a poll that is longer than the time left: at once, with resume, and resume finishes" {
    for http in 200 503 429; do
        session_ready '{"rules":[{"path":"/api/render/proxy/lambda/*","call":1,"status":'$http',"headers":{"Retry-After":"3600"},"json":{"status":"processing","progress":5}}]}'
        run_apart bgmusic export --wait 60
        [ "$status" = "$([ $http = 429 ] && echo 9 || echo 5)" ] || fail "exit code $status for $http"
        line=$(grep -o 'bgmusic resume job-[0-9a-f]*' <<<"$stderr") || fail "no way back for $http"
        [ "$(calls GET /api/render/proxy/lambda/)" = 1 ]
        run_apart $line
        expect_status 0
        cmp clip-music.mp4 "$BATS_TEST_TMPDIR/media.mp4"
        [ "$(submits)" = 1 ]
        rm clip-music.mp4
        stop_service
    done
}

@test "the wait limit names resume, and export keeps the job that it finishes" {
    session_ready '' --polls 100000
    run_apart bgmusic export --wait 30
    expect_status 5
    expect_stderr "bgmusic resume job-"
    [ "$(bgmusic resume --list --json | jq -r '.jobs[0].step')" = rendering ]
}

@test "a render of 35 s is seen within seconds, and polls slow down" {
    session_ready '' --polls 4
    export BGMUSIC_TEST_CLOCK_SCALE=10
    start=$(date +%s%N)
    run_apart bgmusic export
    expect_status 0
    took_ms=$((($(date +%s%N) - start) / 1000000))
    # 5, 7.5, 11.25 and 16.9 s, ten times as fast; every 30 s they would be 12 s.
    [ "$took_ms" -ge 3000 ]
    [ "$took_ms" -le 11500 ]
}

@test "pauses are told, also when plain, and not with -q" {
    session_ready '{"rules":[{"path":"/api/credits/*","calls":[1,2],"status":502,"body":"<html>x</html>"}]}'
    run_apart bgmusic credits
    expect_status 0
    expect_stderr "the service answered 502; trying again in"
    expect_stderr "(1 of 4)"
    expect_stderr "(2 of 4)"
    stop_service
    session_ready '{"rules":[{"path":"/api/credits/*","calls":[1,2],"status":502,"body":"<html>x</html>"}]}'
    run_apart bgmusic -q credits
    expect_status 0
    [ -z "$stderr" ] || fail "said something"
}

@test "a text before the failure of a turn is shown, off a terminal too" {
    service_start '{"rules":[{"path":"/run_sse","type":"text/event-stream","body":"data: {\"text\":\"I have begun.\"}\n\ndata: {\"error\":\"fell over\"}\n\n"}]}'
    bgmusic -q session new >session
    run_apart bgmusic chat "add music"
    expect_status 6
    expect_output "I have begun."
}

@test "a job that was killed after its file got its name is done" {
    session_ready '{"rules":[{"path":"*","delay_ms":20}]}'
    run_apart bgmusic -q add clip.mp4 -o done.mp4
    expect_status 0
    job=$(ls "$XDG_STATE_HOME/bgmusic/jobs/" | grep -o '^job-[0-9a-f]*' | head -n 1)
    file="$XDG_STATE_HOME/bgmusic/jobs/$job.json"
    jq -c '.step = "rendering"' "$file" >record && cat record >"$file"
    run_apart bgmusic -q resume "$job"
    expect_status 0
    [ "$output" = "$PWD/done.mp4" ]
    # Another file of that name is not taken for it.
    jq -c '.step = "rendering"' "$file" >record && cat record >"$file"
    rm done.mp4
    cp clip.mp4 done.mp4
    run_apart bgmusic -q resume "$job"
    expect_status 8
    cmp done.mp4 clip.mp4
}

@test "a part that is another name of a finished file is not written into" {
    session_ready
    run_apart bgmusic -q export -o first.mp4
    expect_status 0
    cp first.mp4 kept.mp4
    ln first.mp4 second.mp4.part
    run_apart bgmusic -q export -o second.mp4
    expect_status 0
    cmp first.mp4 kept.mp4
    [ ! -e second.mp4.part ]
    # A link to somewhere else is not followed, and does not stand in the way.
    echo mine >elsewhere
    ln -s elsewhere third.mp4.part
    run_apart bgmusic -q export -o third.mp4
    expect_status 0
    [ "$(cat elsewhere)" = mine ]
    cmp third.mp4 kept.mp4
}

@test "jobs: listed with input and output, dropped one by one or when they failed" {
    service_start '{"rules":[{"path":"/api/render/proxy/lambda/*","status":429,"headers":{"Retry-After":"3600"}}]}'
    clip clip.mp4 2
    run_apart bgmusic -q add clip.mp4 -o one.mp4
    run_apart bgmusic -q add clip.mp4 -o two.mp4
    run_apart bgmusic resume --list
    [ "$(wc -l <<<"$output")" = 2 ]
    expect_output "$PWD/clip.mp4 -> $PWD/one.mp4"
    job=$(grep one.mp4 <<<"$output" | grep -o '^job-[0-9a-f]*')
    run_apart bgmusic resume --forget "$job"
    expect_status 0
    run_apart bgmusic resume --forget "$job"
    expect_status 10
    run_apart bgmusic resume --forget-failed
    expect_status 0
    [ -z "$(bgmusic resume --list 2>/dev/null)" ]
}

@test "a new session has those forgotten that nobody used for half a year" {
    service_start
    bgmusic -q session new >first
    bgmusic -q session new >second
    touch -d '181 days ago' "$(find "$XDG_STATE_HOME" -name "$(cat first).json")"
    touch -d '179 days ago' "$(find "$XDG_STATE_HOME" -name "$(cat second).json")"
    bgmusic -q session new >third
    run_apart bgmusic session list --json
    [ "$(jq -r '.sessions[].session_id' <<<"$output" | sort)" = "$(cat second third | sort)" ] || fail "other sessions are left"
}

@test "a job that had not begun anything does not fail for ever" {
    service_start '{"rules":[{"path":"/api/upload-video/*","status":503,"body":""}]}'
    clip clip.mp4 2
    run_apart bgmusic -q add clip.mp4
    [ "$(bgmusic resume --list | wc -l)" -le 1 ]
    stop=$XDG_STATE_HOME/bgmusic/jobs
    run_apart bgmusic -q resume --all
    run_apart bgmusic -q resume --all
    expect_status 0
    [ -z "$(find "$stop" -name '*.json')" ]
}

@test "the jobs folder cannot be written: the reason and the path, not another process" {
    [ "$(id -u)" != 0 ] || { mkdir -p "$XDG_STATE_HOME/bgmusic"; : >"$XDG_STATE_HOME/bgmusic/jobs"; }
    service_start
    clip clip.mp4 2
    if [ "$(id -u)" != 0 ]; then mkdir -p "$XDG_STATE_HOME/bgmusic/jobs"; chmod 500 "$XDG_STATE_HOME/bgmusic/jobs"; fi
    run_apart bgmusic -q add clip.mp4
    expect_status 8
    expect_stderr "$XDG_STATE_HOME/bgmusic/jobs"
    [[ "$stderr" != *"another process"* ]]
}

@test "an upload during a chat of the same session is not forgotten" {
    service_start '{"rules":[{"path":"/run_sse","delay_ms":1500}]}'
    export BGMUSIC_TEST_CLOCK_SCALE=1
    clip clip.mp4 2
    bgmusic -q session new >session
    "$BGMUSIC" -q chat "add music" >chat 2>&1 3>&- &
    pid=$!
    until [ "$(calls POST /run_sse)" = 1 ] || ! kill -0 $pid; do sleep 0.02; done
    bgmusic -q upload clip.mp4
    wait $pid
    [ "$(bgmusic session list --json | jq -r '.sessions[0].video')" = clip.mp4 ]
}

@test "--skip-existing in several processes over one list: each output is made once, nobody fails, no job is left" {
    service_start '{"rules":[{"path":"*","delay_ms":30}]}'
    clip clip.mp4 2
    for i in 1 2 3 4; do cp clip.mp4 "in$i.mp4"; done
    pids=()
    for n in 1 2 3; do
        "$BGMUSIC" -q add in1.mp4 in2.mp4 in3.mp4 in4.mp4 -o '{stem}-x.mp4' --skip-existing >out$n 2>err$n 3>&- &
        pids+=($!)
    done
    for pid in "${pids[@]}"; do wait "$pid" || fail "one failed: $(cat err1 err2 err3)"; done
    [ "$(calls POST /run_sse)" = 4 ] || fail "$(calls POST /run_sse) messages"
    [ "$(ls in?-x.mp4 | wc -l)" = 4 ]
    [ -z "$(bgmusic resume --list 2>/dev/null)" ]
}

@test "what cannot be read or written is told with its reason and its path: sessions, jobs, credentials, client id" {
    service_start
    clip clip.mp4 2
    bgmusic -q upload clip.mp4
    state=$XDG_STATE_HOME/bgmusic
    sessions=$(dirname "$(find "$state/sessions" -name current)")
    # A folder in a file's place and a file in a folder's stop root, too.
    rm "$sessions/current" && mkdir "$sessions/current"
    run_apart bgmusic state
    [ "$status" = 1 ] || fail "exit code $status"
    expect_stderr "$sessions/current"
    run_apart bgmusic upload clip.mp4
    [ "$status" = 1 ] || fail "another session was begun: $status"
    rmdir "$sessions/current"
    mv "$sessions" aside && : >"$sessions"
    for command in "session list" "session new" "upload clip.mp4"; do
        run_apart bgmusic -q $command
        [ "$status" = 1 ] || [ "$status" = 8 ] || fail "$command: exit code $status"
        expect_stderr "$sessions"
        expect_stderr "ot a directory"
    done
    rm -f "$state/jobs"/* && rmdir "$state/jobs" 2>/dev/null || :
    : >"$state/jobs"
    for command in "resume --list" "resume --all" "add clip.mp4"; do
        run_apart bgmusic -q $command
        [ "$status" = 1 ] || [ "$status" = 8 ] || fail "$command: exit code $status"
        expect_stderr "$state/jobs"
        [[ "$stderr" != *"another process"* ]]
    done
    rm "$state/jobs" && mkdir -p "$XDG_CONFIG_HOME/bgmusic/config.json"
    run_apart bgmusic -q credits
    [ "$status" = 1 ] || fail "exit code $status"
    expect_stderr "config.json"
    rmdir "$XDG_CONFIG_HOME/bgmusic/config.json"
    rm "$state/credentials.json" && mkdir "$state/credentials.json"
    run_apart bgmusic -q credits
    [ "$status" = 3 ] || fail "exit code $status"
    expect_stderr "$state/credentials.json"
    rm "$XDG_CONFIG_HOME/nemovideo/client_id" && mkdir "$XDG_CONFIG_HOME/nemovideo/client_id"
    run_apart bgmusic -q credits
    expect_stderr "$XDG_CONFIG_HOME/nemovideo/client_id"
}

@test "a full disk at the sign-in is the disk's trouble: 8, with the path" {
    service_start
    # A limit on file sizes stands in for it: the client id is written, the token is not.
    bgmusic -q credits
    rm -f "$XDG_STATE_HOME/bgmusic/credentials.json"
    run_apart bash -c '(ulimit -f 0; exec "$0" -q credits) 2>&1 | cat; exit "${PIPESTATUS[0]}"' "$BGMUSIC"
    expect_status 8
    expect_output "$XDG_STATE_HOME/bgmusic/credentials.json"
    [[ "$output" != *"the service"* ]] || fail "the service is blamed"
}
