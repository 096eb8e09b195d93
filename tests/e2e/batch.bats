#!/usr/bin/env bats
# Many inputs on the local engine: one engine, several jobs, nothing left over.
load ../helper

@test "several jobs on one engine: every clip has its music, in order, and the processes and files are gone" {
    clip a.mp4 2
    for name in b c d e f; do cp a.mp4 $name.mp4; done
    run_apart bgmusic add ?.mp4 -j 3 --engine local -p "calm lo-fi"
    expect_status 0
    [ "$output" = "$(printf '%s-music.mp4\n' a b c d e f)" ]
    for name in a b c d e f; do
        within "$(duration_of $name-music.mp4 a:0)" 1.9 2.1
        [ "$(picture_hash $name.mp4)" = "$(picture_hash $name-music.mp4)" ]
    done
    expect_stderr ": 6 done"
    [ -z "$(bgmusic -q resume --list --engine local)" ]
    [ "$(pgrep -fc "ffmpeg.*$BATS_TEST_TMPDIR")" = 0 ]
    [ -z "$(ls "$TMPDIR")" ] || fail "left in TMPDIR: $(ls "$TMPDIR")"
}

@test "the same music whether clips are done one by one or at a time" {
    clip a.mp4 3 -an
    for name in b c; do cp a.mp4 $name.mp4; done
    sound_hash() { ffmpeg -nostdin -v error -i "$1" -map 0:a:0 -c copy -f hash -hash md5 -; }
    bgmusic -q add a.mp4 b.mp4 c.mp4 --seed 5 -j 3 --engine local -o 'together-{n}.mp4'
    bgmusic -q add a.mp4 --seed 5 --engine local -o alone.mp4
    for n in 1 2 3; do [ "$(sound_hash together-$n.mp4)" = "$(sound_hash alone.mp4)" ]; done
}

@test "open files do not grow with the number of clips" {
    clip a.mp4 1
    for i in $(seq 1 21); do cp a.mp4 clip$i.mp4; done
    bgmusic -q add clip*.mp4 -j 2 --engine local >out 2>err &
    local pid=$! lines
    # The most there is at any look, in the beginning and at the end; one that is lost a clip would be 13 and more.
    first=0 last=0
    while kill -0 $pid 2>/dev/null; do
        count=$(ls /proc/$pid/fd 2>/dev/null | wc -l)
        lines=$(wc -l <out)
        [ "$lines" -gt 4 ] || { [ "$count" -le "$first" ] || first=$count; }
        [ "$lines" -lt 17 ] || { [ "$count" -le "$last" ] || last=$count; }
        sleep 0.02
    done
    wait $pid || { cat err; false; }
    [ "$(wc -l <out)" = 21 ]
    [ "$first" -gt 10 ] && [ "$last" -gt 10 ]
    [ "$last" -le $((first + 12)) ] || fail "$first in the beginning, $last at the end"
}

@test "Ctrl-C in a batch on the local engine: all jobs are saved, resume and the same command finish" {
    clip a.mp4 30
    for name in b c; do cp a.mp4 $name.mp4; done
    bgmusic add a.mp4 b.mp4 c.mp4 -j 2 --engine local >out 2>err &
    local pid=$! code=0
    for _ in $(seq 500); do
        [ "$(grep -c ': render$' err)" -lt 1 ] || break
        sleep 0.02
    done
    kill -INT $pid
    wait $pid || code=$?
    [ "$code" = 130 ] || { cat err; fail "exit code $code"; }
    [ "$(ls | grep -c part)" = 0 ]
    [ "$(pgrep -fc "ffmpeg.*$BATS_TEST_TMPDIR")" = 0 ]
    grep -q 'bgmusic resume --all' err
    run_apart bgmusic -q add a.mp4 b.mp4 c.mp4 -j 2 --engine local --skip-existing
    expect_status 0
    for name in a b c; do within "$(duration_of $name-music.mp4 a:0)" 29.9 30.1; done
    [ -z "$(bgmusic -q resume --list --engine local)" ]
}

@test "a killed shard is run again and does only what is missing" {
    clip a.mp4 2
    for name in b c d e f g h; do cp a.mp4 $name.mp4; done
    ls ?.mp4 >list.txt
    bgmusic -q add -a list.txt --shard 1/2 -j 1 --engine local >one 2>err &
    local pid=$!
    for _ in $(seq 500); do
        [ "$(wc -l <one)" -lt 2 ] || break
        sleep 0.02
    done
    kill -KILL $pid
    wait $pid || :
    bgmusic -q add -a list.txt --shard 2/2 -j 1 --engine local >two
    [ "$(cat two)" = "$(printf '%s-music.mp4\n' b d f h)" ]
    stat -c '%n %y' ?-music.mp4 >before
    run_apart bgmusic --json add -a list.txt --shard 1/2 -j 1 --engine local --skip-existing
    expect_status 0
    [ "$(jq -s 'map(select(.skipped)) | length' <<<"$output")" -ge 2 ]
    stat -c '%n %y' $(cut -d' ' -f1 before) | cmp - before
    for name in a b c d e f g h; do within "$(duration_of $name-music.mp4 a:0)" 1.9 2.1; done
}

@test "resume --all over many jobs, of the service and of the local engine" {
    clip a.mp4 2
    for i in $(seq 1 10); do cp a.mp4 clip$i.mp4; done
    service_start '{"rules":[{"method":"GET","path":"/api/render/proxy/lambda/*","calls":[1,9],"delay_ms":60000}]}' --polls 1
    # The clock as it is: nine jobs wait for their renders, one on the local engine is stopped at its message.
    BGMUSIC_TEST_CLOCK_SCALE=1 bgmusic -q add clip?.mp4 -j 9 >out 2>err 3>&- &
    local pid=$! code=0
    for _ in $(seq 600); do
        [ "$(calls GET /api/render/proxy/lambda)" -lt 9 ] || break
        sleep 0.02
    done
    kill -TERM $pid
    wait $pid || code=$?
    [ "$code" = 143 ] || { cat err; fail "exit code $code"; }
    BGMUSIC_TEST_CLOCK_SCALE=1 bgmusic add clip10.mp4 --engine local >out 2>err 3>&- &
    pid=$! code=0
    until grep -qs ': chat$' err || ! kill -0 $pid 2>/dev/null; do sleep 0.01; done
    kill -TERM $pid
    wait $pid || code=$?
    [ "$code" = 143 ] || { cat err; fail "exit code $code on the local engine"; }
    [ "$(bgmusic -q resume --list | wc -l)" = 10 ]
    BGMUSIC_TEST_CLOCK_SCALE=1 run_apart bgmusic -q resume --all
    expect_status 0
    [ "$(wc -l <<<"$output")" = 10 ]
    [ "$(calls POST /run_sse)" = 9 ]
    for i in $(seq 1 9); do cmp clip$i-music.mp4 "$BATS_TEST_TMPDIR/media.mp4"; done
    within "$(duration_of clip10-music.mp4 a:0)" 1.9 2.1
    [ -z "$(bgmusic -q resume --list)" ]
}

@test "--report: a page of its own with players, curves, tracks and the failures on top" {
    mkdir -p 'in & out' page
    clip a.mp4 3
    cp a.mp4 'in & out/<b>.mp4'
    echo bad >bad.mp4
    run_apart bgmusic -q add a.mp4 'in & out/<b>.mp4' bad.mp4 -o '{dir}/{n}.mp4' -p 'calm <i>lo-fi</i>' --engine local -j 2 --report page/report.html
    expect_status 11
    page=$(cat page/report.html)
    # Failures first; nothing from outside is markup; nothing is fetched.
    [ "$(grep -o '<section class="[a-z]*"' <<<"$page" | head -n 1)" = '<section class="failed"' ]
    [ "$(grep -c '<section class="done"' <<<"$page")" = 2 ]
    [ "$(grep -c -e '<i>' -e '<b>' -e 'https\?://' <<<"$page")" = 0 ]
    [ "$(grep -o '<script' <<<"$page" | wc -l)" = 1 ]
    grep -q '&lt;i&gt;lo-fi' <<<"$page"
    # Every link leads to a file, from where the page lies.
    for link in $(grep -o 'src="[^"#]*' <<<"$page" | sed 's/src="//'); do
        [ -f "page/$(printf '%b' "${link//%/\\x}")" ] || fail "no file at $link"
    done
    [ "$(grep -o '<video' <<<"$page" | wc -l)" = 5 ]
    [ "$(grep -o 'class="wave"' <<<"$page" | wc -l)" = 4 ]
    [ "$(grep -o 'class="loudness"' <<<"$page" | wc -l)" = 4 ]
    # What is drawn was measured: the result has its -14 LUFS.
    loudness=$(grep -o ', -[0-9.]* LUFS' <<<"$page" | sed -n 2p | tr -d ', LUFS')
    within "$loudness" -14.6 -13.4
    grep -q '<td>audio</td>' <<<"$page"
    # A name that could be a video's is refused, and a place that is not there, before anything is done.
    run_apart bgmusic add a.mp4 --engine local --report b.mp4
    expect_status 2
    run_apart bgmusic add a.mp4 --engine local --report bad.mp4/x.html
    expect_status 8
    [ ! -e a-music.mp4 ]
}
