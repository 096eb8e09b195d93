#!/usr/bin/env bats
# Nothing paid for is lost: a run that is killed anywhere is finished by `resume`, without a second message or render.
load ../helper

# Answers come 0.08 s late, so that there is time to kill before each of them.
slow='{"rules":[{"path":"*","delay_ms":80}]}'

# killed_at N WHEN: runs add, kills it at the N-th request (before or after its answer), then resumes
killed_at() {
    local n=$1 when=$2 pid
    rm -rf "$HOME" clip-music.mp4*
    mkdir -p "$HOME"
    : >"$record"
    "$BGMUSIC" -q add clip.mp4 -p "calm lo-fi" >/dev/null 2>&1 3>&- &
    pid=$!
    until [ "$(wc -l <"$record")" -ge "$n" ] || ! kill -0 $pid 2>/dev/null; do sleep 0.005; done
    [ "$when" = before ] || sleep 0.09
    kill -KILL $pid 2>/dev/null || :
    wait $pid 2>/dev/null || :
    # Killed before there was anything to remember: the same command again is what a user would do.
    run_apart bgmusic resume --all
    # The kill fell between the note that the message goes out and the message: only the user may send it again.
    if [ "$status" = 5 ] && [ "$(calls POST /run_sse)" = 0 ]; then
        run_apart bgmusic -q resume --send-again "$(bgmusic resume --list | grep -o '^job-[0-9a-f]*')"
    fi
    if [ ! -f clip-music.mp4 ]; then
        [ "$(bgmusic resume --list 2>/dev/null | wc -l)" = 0 ] || fail "the job is still there after point $n $when"
        run_apart bgmusic -q add clip.mp4 -p "calm lo-fi"
        expect_status 0
    fi
    cmp clip-music.mp4 "$BATS_TEST_TMPDIR/media.mp4" || fail "wrong file after point $n $when"
    [ ! -e clip-music.mp4.part ] || fail "a half file after point $n $when"
    [ "$(calls POST /run_sse)" = 1 ] || fail "$(calls POST /run_sse) messages after point $n $when"
    [ "$(calls POST /api/render/proxy/lambda)" = 1 ] || fail "$(calls POST /api/render/proxy/lambda) renders after point $n $when"
}

@test "kill -9 before the answer to each of ten requests, then resume: one message, one render, the right file" {
    service_start "$slow"
    clip clip.mp4 2
    for n in 1 2 3 4 5 6 7 8 9 10; do killed_at $n before; done
}

@test "kill -9 after the answer to each of ten requests, then resume: one message, one render, the right file" {
    service_start "$slow"
    clip clip.mp4 2
    for n in 1 2 3 4 5 6 7 8 9 10; do killed_at $n after; done
}

@test "not yet, failed, unknown: three answers; a finished job says so" {
    service_start '' --polls 100000
    clip clip.mp4 2
    run_apart bgmusic -q add clip.mp4 --wait 30
    expect_status 5
    job=$(bgmusic resume --list | grep -o '^job-[0-9a-f]*')
    run_apart bgmusic -q resume "$job" --wait 30
    expect_status 5
    [ "$(calls POST /api/render/proxy/lambda)" = 1 ]
    run_apart bgmusic resume job-000000000000
    expect_status 10
    kill "$service_pid"
    rm -f "$BATS_TEST_TMPDIR/address"
    service_start '{"rules":[{"path":"/api/render/proxy/lambda/*","json":{"status":"failed","error":"no luck"}}]}'
    run_apart bgmusic -q add clip.mp4 -o second.mp4
    expect_status 6
    expect_stderr "no luck"
    [ "$(calls POST /api/render/proxy/lambda)" = 2 ]
}

@test "a message that was refused goes out with resume, and nothing is uploaded again" {
    service_start '{"rules":[{"method":"POST","path":"/run_sse","call":1,"status":429,"headers":{"Retry-After":"600"}}]}'
    clip clip.mp4 2
    run_apart bgmusic -q add clip.mp4
    expect_status 9
    run_apart bgmusic -q resume --all
    expect_status 0
    [ "$(calls POST /run_sse)" = 2 ]
    [ "$(calls POST /api/upload-video)" = 1 ]
    cmp clip-music.mp4 "$BATS_TEST_TMPDIR/media.mp4"
}

@test "a message that is still at work when its job is resumed is waited for, not sent again and not taken for done" {
    local state='{"code":0,"data":{"state":{"draft":{"d":2000,"t":[%s]}}}}' film='{"tt":0,"sg":[{"n":"clip.mp4","s":0,"d":2000}]}' pid
    local later=$film',{"tt":1,"sg":[{"n":"Lo-fi","s":0,"d":2000,"v":0.35}]}'
    # Read before the message, by resume, after its first pause; the change is there at the look behind that.
    service_start '{"rules":[{"path":"/run_sse","delay_ms":60000},{"path":"/api/state/*","calls":[1,3],"json":'"$(printf "$state" "$film")"'},
        {"path":"/api/state/*","json":'"$(printf "$state" "$later")"'}]}'
    clip clip.mp4 2
    BGMUSIC_TEST_CLOCK_SCALE=1 "$BGMUSIC" -q add clip.mp4 >/dev/null 2>&1 3>&- &
    pid=$!
    until grep -q run_sse "$record"; do kill -0 $pid; sleep 0.01; done
    kill -KILL $pid
    wait $pid || :
    run_apart bgmusic resume --all
    expect_status 0
    [ "$(calls POST /run_sse)" = 1 ]
    [ "$(calls GET /api/state/)" -ge 4 ]
    cmp clip-music.mp4 "$BATS_TEST_TMPDIR/media.mp4"
}

@test "a job of another service is not mixed up" {
    service_start '' --polls 100000
    clip clip.mp4 2
    run_apart bgmusic -q add clip.mp4 --wait 30
    expect_status 5
    kill "$service_pid"
    rm -f "$BATS_TEST_TMPDIR/address"
    service_start
    # The first service is gone: its job cannot be finished, and the other one is not asked for it.
    run_apart bgmusic -q resume --all
    [ "$status" != 0 ]
    [ "$(calls GET /api/render/)" = 0 ]
}

@test "NEMO_TOKEN is not shown to the service of an older job" {
    service_start '' --polls 100000
    clip clip.mp4 2
    run_apart bgmusic -q add clip.mp4 --wait 30
    expect_status 5
    old_url=$NEMO_API_URL polls=$(calls GET /api/render/)
    NEMO_API_URL=http://127.0.0.1:9 NEMO_TOKEN=nmv_usr_othersecret1 run_apart bgmusic -q resume --all --wait 120
    [ "$status" != 0 ]
    [ "$NEMO_API_URL" = "$old_url" ]
    [ "$(grep -c othersecret1 "$record")" = 0 ]
    [ "$(calls GET /api/render/)" -gt "$polls" ]
}
