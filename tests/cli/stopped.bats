#!/usr/bin/env bats
# Being stopped, by every signal in every stage: the exit code, no half file, the job saved and named, nothing bought twice.
load ../helper
load ../terminal

teardown() {
    screen_stop
    [ -z "${service_pid:-}" ] || kill "$service_pid" 2>/dev/null || :
}

# Each request of a job, by what its stage is called here, as "METHOD path".
request_of() {
    case $1 in
    token) echo "POST /api/auth/anonymous-token" ;;
    session) echo "POST /api/tasks/me/with-session/nemo_agent" ;;
    upload) echo "POST /api/upload-video/nemo_agent/me/*" ;;
    state) echo "GET /api/state/nemo_agent/me/*" ;;
    chat) echo "POST /run_sse" ;;
    submit) echo "POST /api/render/proxy/lambda" ;;
    poll) echo "GET /api/render/proxy/lambda/*" ;;
    download) echo "GET /media/*" ;;
    esac
}

# The service holds its answer to that request for a minute: whoever waits for it is in that stage.
service_holding() { # STAGE
    local request
    request=$(request_of "$1")
    rm -f "$BATS_TEST_TMPDIR/address"
    service_start "{\"rules\":[{\"method\":\"${request%% *}\",\"path\":\"${request#* }\",\"call\":1,\"delay_ms\":60000}]}" --polls 1
}

# Ends of waits that have an end of their own where all is well: a machine that is busy with other things is slow.
LONG_S=120

until_asked() { # STAGE PID
    local request end=$((SECONDS + LONG_S))
    request=$(request_of "$1")
    request=${request#* }
    until grep -qF -- "${request%\*}" "$record"; do
        [ $SECONDS -lt $end ] && kill -0 "$2" 2>/dev/null || { cat err "$record"; fail "never came to $1"; }
        sleep 0.01
    done
}

# What must hold after a stop: `resume` does the rest, or the same command does when there was nothing to save.
finish_and_check() { # STAGE
    [ ! -e clip-music.mp4 ] || fail "$1: there is a result"
    [ ! -e clip-music.mp4.part ] || fail "$1: a half file is left"
    if [ "$1" = token ]; then
        [ "$(bgmusic -q resume --list | wc -l)" = 0 ] || fail "a job without anything to save"
        run_apart bgmusic -q add clip.mp4
    else
        grep -q 'bgmusic resume job-' err || { cat err; fail "$1: the line to resume is missing"; }
        run_apart bgmusic -q resume --all
    fi
    [ "$status" = 0 ] || fail "$1: exit code $status afterwards"
    cmp clip-music.mp4 "$BATS_TEST_TMPDIR/media.mp4" || fail "$1: another file"
    [ "$(calls POST /run_sse)" = 1 ] || fail "$1: $(calls POST /run_sse) messages"
    [ "$(jq -r 'select(.method == "POST" and .path == "/api/render/proxy/lambda") | .n' "$record" | wc -l)" = 1 ] ||
        fail "$1: more than one render"
}

stopped_by() { # SIGNAL CODE
    clip clip.mp4 2
    local stage pid code begun
    for stage in token session upload chat submit poll download; do
        service_holding $stage
        # By a quicker clock it could give up by itself before the signal is there.
        BGMUSIC_TEST_CLOCK_SCALE=1 bgmusic add clip.mp4 >out 2>err 3>&- &
        pid=$!
        until_asked $stage $pid
        begun=$SECONDS
        kill "-$1" $pid
        code=0
        wait $pid || code=$?
        [ "$code" = "$2" ] || { cat err; fail "$stage: exit code $code"; }
        # The answer would have come after a minute.
        [ $((SECONDS - begun)) -le 40 ] || fail "$stage: it took too long to stop"
        [ ! -s out ] || fail "$stage: something on stdout"
        # A message that may have been taken is looked up, which takes as long as the service is given to answer it.
        [ $stage = chat ] || finish_and_check $stage
        [ $stage != chat ] || grep -q 'bgmusic resume job-' err || fail "chat: the job is not named"
        kill "$service_pid"
        wait "$service_pid" || : # it writes to the record that the next one begins
        rm -rf clip-music.mp4 "$XDG_STATE_HOME" "$XDG_CONFIG_HOME"
    done
}

@test "SIGINT in every stage: 130, the job saved, one message, one render" { stopped_by INT 130; }
@test "SIGTERM in every stage: 143, the job saved, one message, one render" { stopped_by TERM 143; }
@test "SIGHUP in every stage: 129, the job saved, one message, one render" { stopped_by HUP 129; }

@test "two Ctrl-C in a row end it at once, and resume does the rest" {
    clip clip.mp4 2
    service_holding download
    BGMUSIC_TEST_CLOCK_SCALE=1 bgmusic add clip.mp4 >out 2>err 3>&- &
    local pid=$! code=0
    until_asked download $pid
    kill -INT $pid
    kill -INT $pid 2>/dev/null || :
    wait $pid || code=$?
    [ "$code" = 130 ]
    run_apart bgmusic -q resume --all
    expect_status 0
    cmp clip-music.mp4 "$BATS_TEST_TMPDIR/media.mp4"
    [ ! -e clip-music.mp4.part ]
    [ "$(calls POST /run_sse)" = 1 ]
}

@test "a reader of -o - that stalls does not hold a stopped program" {
    clip clip.mp4 2
    service_media
    head -c 400000 /dev/zero >>"$BATS_TEST_TMPDIR/media.mp4"
    service_start '{"rules":[]}' --polls 1
    local pid code=0
    mkfifo film
    exec 5<>film
    bgmusic -q add clip.mp4 -o - >film 2>err 3>&- 5>&- &
    pid=$!
    timeout $LONG_S head -c 1000 <&5 >/dev/null # it writes; nobody reads the rest
    kill -TERM $pid
    wait $pid || code=$?
    exec 5>&-
    [ "$code" = 143 ] || { cat err; fail "exit code $code"; }
    grep -q 'bgmusic resume job-' err
}

@test "nohup's ignored SIGHUP stays ignored" {
    clip clip.mp4 2
    service_start '{"rules":[{"method":"POST","path":"/run_sse","call":1,"delay_ms":500}]}' --polls 1
    local pid code=0
    (trap "" HUP; exec "$BGMUSIC" -q add clip.mp4) >out 2>err 3>&- &
    pid=$!
    until_asked chat $pid # so its handlers are in place
    kill -HUP $pid
    wait $pid || code=$?
    [ "$code" = 0 ] || { cat err; fail "exit code $code"; }
    [ -f clip-music.mp4 ]
}

@test "a terminal that is closed: the job is saved, and resume finishes it" {
    clip clip.mp4 2
    service_holding poll
    export BGMUSIC_TEST_CLOCK_SCALE=1
    screen_start 80 24 "exec bgmusic add clip.mp4"
    local pid
    pid=$(tmux -S "$SCREEN" display-message -p '#{pane_pid}')
    until_asked poll "$pid"
    screen_stop
    local end=$((SECONDS + 40))
    while kill -0 "$pid" 2>/dev/null; do
        [ $SECONDS -lt $end ] || fail "it goes on without its terminal"
        sleep 0.02
    done
    export BGMUSIC_TEST_CLOCK_SCALE=100
    [ "$(bgmusic -q resume --list | wc -l)" = 1 ] || fail "no job was saved"
    run_apart bgmusic -q resume --all
    expect_status 0
    cmp clip-music.mp4 "$BATS_TEST_TMPDIR/media.mp4"
    [ "$(calls POST /run_sse)" = 1 ]
}

@test "stderr that is closed, or a pipe whose reader went away, does not stop the work" {
    service_start
    clip clip.mp4 2
    run_apart bash -c 'bgmusic add clip.mp4 -o one.mp4 2>&-'
    expect_status 0
    [ "$output" = one.mp4 ]
    run_apart bash -c '{ bgmusic add clip.mp4 -o two.mp4; echo "code $?" >code; } 2>&1 >/dev/null | head -c 1 >/dev/null; cat code'
    expect_output "code 0"
    [ -f two.mp4 ]
}

@test "a full disk: 8, no half file, the job saved; with room again resume fetches the same render" {
    service_start
    clip clip.mp4 2
    # 8 KiB are enough for the records and not for the video.
    [ "$(stat -c %s "$BATS_TEST_TMPDIR/media.mp4")" -gt 8192 ] || ffmpeg -nostdin -v error -y -f lavfi -i testsrc2=s=640x480:r=25:d=3 "$BATS_TEST_TMPDIR/media.mp4"
    run_apart bash -c 'ulimit -f 8; exec "$0" -q add clip.mp4' "$BGMUSIC"
    expect_status 8
    expect_stderr "File too large"
    expect_stderr "bgmusic resume job-"
    [ ! -e clip-music.mp4 ]
    [ ! -e clip-music.mp4.part ]
    run_apart bgmusic -q resume --all
    expect_status 0
    cmp clip-music.mp4 "$BATS_TEST_TMPDIR/media.mp4"
    [ "$(calls POST /run_sse)" = 1 ]
    [ "$(jq -r 'select(.method == "POST" and .path == "/api/render/proxy/lambda") | .n' "$record" | wc -l)" = 1 ]
}

@test "a disk too full for the job's record: 8 before anything is sent" {
    service_start
    clip clip.mp4 2
    bgmusic -q credits >/dev/null
    : >"$record"
    run_apart bash -c 'ulimit -f 0; exec "$0" -q add clip.mp4' "$BGMUSIC"
    expect_status 8
    [ "$(calls POST /)" = 0 ] || fail "something was sent"
}

@test "stdout that is full: 8, and the result is there" {
    service_start
    clip clip.mp4 2
    run_apart bash -c 'bgmusic -q add clip.mp4 >/dev/full'
    expect_status 8
    expect_stderr "standard output"
    [ -f clip-music.mp4 ]
}
