#!/usr/bin/env bats
# Being stopped while the local engine works: its children end with it, nothing half is left, resume does the rest.
load ../helper

# A program of that name that never ends when it is called with PATTERN among its words, and tells by the file "held";
# else the real one.
hold() { # PROGRAM PATTERN
    mkdir -p "$BATS_TEST_TMPDIR/hold"
    printf '#!/bin/sh\ncase " $* " in *"%s"*) : >"%s/held"; while :; do sleep 1; done ;; esac\nexec %s "$@"\n' \
        "$2" "$BATS_TEST_TMPDIR" "$(command -v "$1")" >"$BATS_TEST_TMPDIR/hold/$1"
    chmod +x "$BATS_TEST_TMPDIR/hold/$1"
}

# With a pattern of `hold` it is stopped when ffmpeg is at that work, else as soon as the stage has begun.
stopped_at() { # SIGNAL CODE STAGE [PATTERN]
    local pid code=0
    # "err" too: the shell truncates it in the child, and what the last run said must not be read as this one's.
    rm -rf out err long-music.mp4 "$XDG_STATE_HOME" "$XDG_DATA_HOME"
    rm -rf "$BATS_TEST_TMPDIR/held" "$BATS_TEST_TMPDIR/hold"
    [ -z "${4:-}" ] || hold ffmpeg "$4"
    PATH="$BATS_TEST_TMPDIR/hold:$PATH" bgmusic add long.mp4 --engine local >out 2>err &
    pid=$!
    until grep -qs ": $3\$" err || ! kill -0 $pid 2>/dev/null; do sleep 0.005; done
    until [ -z "${4:-}" ] || [ -e "$BATS_TEST_TMPDIR/held" ] || ! kill -0 $pid 2>/dev/null; do sleep 0.005; done
    kill "-$1" $pid || { cat err; fail "$3: it had ended"; }
    wait $pid || code=$?
    [ "$code" = "$2" ] || { cat err; fail "$3: exit code $code"; }
    [ ! -s out ] || fail "$3: something on stdout"
    [ -z "$(ls | grep part || :)" ] || fail "$3: a half file"
    [ "$(pgrep -fc "ff(mpeg|probe).*$BATS_TEST_TMPDIR")" = 0 ] || fail "$3: children are left"
    [ -z "$(find "$XDG_DATA_HOME/bgmusic/renders" -name '*.tmp')" ] || fail "$3: a half render is left"
    [ -z "$(ls "$TMPDIR")" ] || fail "$3: left in TMPDIR: $(ls "$TMPDIR")"
    grep -q 'bgmusic resume job-' err || { cat err; fail "$3: the line to resume is missing"; }
    run_apart bgmusic -q resume --all
    [ "$status" = 0 ] || fail "$3: resume: exit code $status"
    within "$(duration_of long-music.mp4 a:0)" 39.9 40.1
}

@test "SIGINT at the upload, the message, the render" {
    clip long.mp4 40
    for stage in upload chat render; do stopped_at INT 130 $stage; done
}

@test "SIGTERM and SIGHUP in the middle of the message and the render" {
    clip long.mp4 40
    stopped_at TERM 143 chat metadata=print
    stopped_at TERM 143 render " -progress "
    stopped_at HUP 129 render " -progress "
}

@test "two Ctrl-C: the children end, too, and the next run clears away what is left" {
    clip long.mp4 120
    # A title has the picture encoded again: that ffmpeg would work on for long, whoever is there.
    bgmusic add long.mp4 --title Hi --engine local >out 2>err &
    local pid=$! code=0
    until pgrep -f "ffmpeg.*drawtext.*$BATS_TEST_TMPDIR" >/dev/null || ! kill -0 $pid 2>/dev/null; do sleep 0.005; done
    kill -INT $pid
    sleep 0.002 # the second must find the first one seen, and the orderly end not done yet
    kill -INT $pid 2>/dev/null || :
    wait $pid || code=$?
    [ "$code" = 130 ] || { cat err; fail "exit code $code"; }
    local end=$((SECONDS + 40)) # by itself it would work on for longer
    while [ "$(pgrep -fc "ff(mpeg|probe).*$BATS_TEST_TMPDIR")" != 0 ]; do
        [ $SECONDS -lt $end ] || fail "children are left"
        sleep 0.02
    done
    run_apart bgmusic -q resume --all
    expect_status 0
    within "$(duration_of long-music.mp4 a:0)" 119.9 120.1
    [ -z "$(ls "$TMPDIR")" ]
    [ -z "$(find "$XDG_DATA_HOME/bgmusic/renders" -name '*.tmp')" ] || fail "a half render is left"
}
