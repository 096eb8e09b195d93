#!/usr/bin/env bats
# Exports from the scripted service: one render a session at a time, holds and pauses, failures, downloads that go wrong.
load ../helper

submits() { jq -r 'select(.method == "POST" and .path == "/api/render/proxy/lambda") | .n' "$record" | wc -l; }
# A session with a video and music in it.
session_ready() {
    service_start "$@"
    clip clip.mp4 2
    bgmusic -q upload clip.mp4 >ids
    bgmusic -q chat "add calm lo-fi" >reply
}

@test "a render that was left alone is picked up by the next export, as long as the timeline is the same" {
    session_ready '' --polls 3
    run_apart bgmusic export --no-wait
    expect_status 0
    render=$output
    run_apart bgmusic export --json
    expect_status 0
    expect_stderr "$render"
    [ "$(jq -r .render_id <<<"$output")" = "$render" ]
    [ "$(submits)" = 1 ]
    # The record of the one that was left alone has nothing to wait for any more.
    run_apart bgmusic resume --list
    [ -z "$output" ]
}

@test "a live render of an earlier timeline is waited for before the next is submitted" {
    session_ready '' --polls 3
    bgmusic -q export --no-wait >first
    bgmusic -q chat "add more music" >reply
    run_apart bgmusic export --json
    expect_status 0
    expect_stderr "waiting for its end"
    [ "$(jq -r .render_id <<<"$output")" != "$(cat first)" ]
    # The second submit came after the first render was seen to be done.
    jq -rs 'map(select(.path | contains("/render/proxy/lambda"))) | map(.method) | join(" ")' "$record" |
        grep -qx 'POST GET GET GET POST GET.*'
}

@test "without waiting, a second render is refused while the first is alive" {
    session_ready '' --polls 1000
    bgmusic -q export --no-wait >first
    bgmusic -q chat "add more music" >reply
    run_apart bgmusic export --no-wait
    expect_status 5
    expect_stderr "--cancel"
    [ "$(submits)" = 1 ]
}

@test "a render that is at work can be cancelled, and is not tried again" {
    session_ready '' --polls 1000
    bgmusic -q export --no-wait >first
    run_apart bgmusic export --cancel
    expect_status 0
    [ "$output" = "$(cat first)" ]
    [ "$(calls POST "/lambda/$(cat first)/cancel")" = 1 ]
    run_apart bgmusic resume --list
    [ -z "$output" ]
    run_apart bgmusic export --cancel
    expect_status 10
    run_apart bgmusic export --cancel --render render_unknown
    expect_status 10
    # Who waited for it is told so, and does not begin another.
    bgmusic export --render "$(cat first)" 2>told && status=0 || status=$?
    [ "$status" = 6 ]
    grep -q "was cancelled" told
    [ "$(submits)" = 1 ]
}

@test "cancelling the render of an add puts its job back to before the render" {
    service_start '' --polls 1000
    clip clip.mp4 2
    run_apart bgmusic add clip.mp4 --wait 60
    expect_status 5
    job=$(grep -o 'job-[0-9a-f]*' <<<"$stderr" | head -n 1)
    session=$(bgmusic resume --list --json | jq -r '.jobs[0].session_id')
    run_apart bgmusic export --session "$session" --cancel
    expect_status 0
    run_apart bgmusic resume "$job" --wait 60
    expect_status 5
    [ "$(submits)" = 2 ]
    [ "$(calls POST /run_sse)" = 1 ]
}

@test "a render that fails is tried once more under a new id; failing again it is 6" {
    session_ready '{"rules":[{"path":"/api/render/proxy/lambda/*","json":{"success":true,"data":{"status":"failed","error":"no memory"}}}]}'
    run_apart bgmusic export
    expect_status 6
    expect_stderr "no memory"
    [ "$(submits)" = 2 ]
}

@test "refusals that a new id would not change are not repeated: 402, 403, 2001, 1002" {
    for row in '402 {"detail":"upgrade"} 4' '403 {"error":"forbidden"} 4' '200 {"code":2001,"message":"no-credits"} 4' '404 {"code":1002,"message":"gone"} 10'; do
        read -r http json code <<<"$row"
        session_ready '{"rules":[{"path":"/api/render/proxy/lambda","method":"POST","status":'"$http"',"json":'"$json"'}]}'
        run_apart bgmusic export
        expect_status "$code"
        [ "$(submits)" = 1 ]
        kill "$service_pid"
        rm -rf "$BATS_TEST_TMPDIR/address" "$HOME/state"
    done
}

@test "a server that holds the answer is asked again at once, but never more than ten times a second" {
    session_ready '{"rules":[{"path":"/api/render/proxy/lambda/*","calls":[1,8],"headers":{"Preference-Applied":"wait"},"json":{"status":"processing","progress":40}}]}'
    export BGMUSIC_TEST_CLOCK_SCALE=1
    start=$(date +%s%N)
    run_apart bgmusic export
    took_ms=$((($(date +%s%N) - start) / 1000000))
    expect_status 0
    [ "$(jq -r 'select(.method == "GET" and (.path | contains("/lambda/"))) | .headers.Prefer' "$record" | sort -u)" = "wait=30" ]
    # Nine polls are at least 0.8 s; with the pause of 30 s between polls they would be minutes.
    [ "$took_ms" -ge 700 ]
    [ "$took_ms" -lt 25000 ]
}

@test "Retry-After longer than the time left: 9 at once, with the line to go on" {
    session_ready '{"rules":[{"path":"/api/render/proxy/lambda/*","status":429,"headers":{"Retry-After":"3600"}}]}'
    run_apart bgmusic export
    expect_status 9
    expect_stderr "bgmusic resume job-"
    [ "$(calls GET /api/render/proxy/lambda/)" = 1 ]
}

@test "all shapes of a status lead to the file" {
    for shape in '{"status":"completed","progress":100,"output":{"url":"URL","duration":1,"size":3}}' \
        '{"success":true,"data":{"id":"x","status":"completed","progress":100,"outputUrl":"URL"}}' \
        '{"success":true,"data":{"status":"completed","output":{"url":"URL"}}}' \
        '{"status":"completed"}'; do
        session_ready
        url="${NEMO_API_URL}/media/a.mp4?signature=s"
        kill "$service_pid"
        rm -rf "$BATS_TEST_TMPDIR/address" "$HOME/state"
        port=${NEMO_API_URL##*:}
        session_ready '{"rules":[{"path":"/api/render/proxy/lambda/*","json":'"${shape//URL/$url}"'}]}' --port "$port"
        run_apart bgmusic export --force
        expect_status 0
        cmp clip-music.mp4 "$BATS_TEST_TMPDIR/media.mp4"
        kill "$service_pid"
        rm -rf "$BATS_TEST_TMPDIR/address" "$HOME/state"
    done
}

@test "a download that is cut goes on where it stopped, with Range and If-Range" {
    session_ready '{"rules":[{"path":"/media/*","call":1,"cut_after":700}]}'
    run_apart bgmusic export
    expect_status 0
    cmp clip-music.mp4 "$BATS_TEST_TMPDIR/media.mp4"
    jq -es 'map(select(.path | startswith("/media/"))) | length == 2
        and .[1].headers.Range == "bytes=700-" and .[1].headers["If-Range"] == "\"scripted-1\""' "$record"
}

@test "a server that sends all again instead of the rest: the file is begun anew" {
    # The second answer is cut, too: what came of it counts from its own beginning.
    session_ready '{"rules":[{"path":"/media/*","call":1,"cut_after":700},{"path":"/media/*","call":2,"cut_after":300}]}' --ignore-range
    run_apart bgmusic export
    expect_status 0
    cmp clip-music.mp4 "$BATS_TEST_TMPDIR/media.mp4"
    jq -es 'map(select(.path | startswith("/media/"))) | map(.headers.Range) == [null, "bytes=700-", "bytes=300-"]' "$record"
}

@test "what is downloaded must be a video: an error page, text, nothing are no result" {
    for body in '"type":"text/html","body":"<html>expired</html>"' '"type":"video/mp4","body":"this is no film at all"' '"type":"video/mp4","body":""'; do
        session_ready '{"rules":[{"path":"/media/*",'"$body"'},{"path":"*/download",'"$body"'}]}'
        run_apart bgmusic export
        [ "$status" = 6 ] || [ "$status" = 5 ] || fail "exit code $status"
        [ ! -e clip-music.mp4 ]
        kill "$service_pid"
        rm -rf "$BATS_TEST_TMPDIR/address" "$HOME/state"
    done
}

# The timeline of the session names its clip by a path of the gateway's own disk.
paths_state='{"path":"/api/state/*","body":"{\"code\":0,\"data\":{\"state\":{\"draft\":{\"d\":30000,\"t\":[{\"tt\":0,\"sg\":[{\"n\":\"clip.mp4\",\"u\":\"/mnt/userdata/u1/clip.mp4\",\"s\":0,\"d\":30000}]},{\"tt\":1,\"sg\":[{\"n\":\"Lo-fi\",\"s\":0,\"d\":30000}]}],\"big\":1234567890123456789}}}}"}'
drafts_sent() { jq -r 'select(.method == "POST" and .path == "/api/render/proxy/lambda") | .body' "$record"; }

@test "a submit of a timeline with /mnt/userdata paths that fails: once more with the uploads' addresses, and it is said" {
    for http in 400 422 503; do
        session_ready '{"rules":['"$paths_state"',{"path":"/api/render/proxy/lambda","method":"POST","call":1,"status":'$http',"json":{"detail":"asset not found"}}]}'
        run_apart bgmusic export -o "out$http.mp4"
        expect_status 0
        expect_stderr "/mnt/userdata/"
        [ "$(submits)" = 2 ] || fail "$(submits) submits after $http"
        drafts_sent | sed -n 1p | grep -qF '"u":"/mnt/userdata/u1/clip.mp4"'
        drafts_sent | sed -n 2p | grep -qF '"u":"https://cdn.example.invalid/clip.mp4"'
        drafts_sent | sed -n 2p | grep -qF '"big":1234567890123456789}'
        kill "$service_pid"
        rm -rf "$BATS_TEST_TMPDIR/address" "$HOME/state"
    done
    # A render that was taken and failed, in an `add` of its own.
    service_start '{"rules":['"${paths_state/\"path\"/\"calls\":[2,99],\"path\"}"',{"path":"/api/render/proxy/lambda/*","call":1,"json":{"status":"failed","error":"no such file"}}]}'
    run_apart bgmusic add clip.mp4 -o added.mp4
    expect_status 0
    [ "$(drafts_sent | grep -c 'cdn.example.invalid')" = 1 ]
    [ "$(submits)" = 2 ]
}

@test "a submit that is refused as it stands is not repeated: 400, 422; a taken id is" {
    for row in '400 1 {"detail":"bad draft"}' '422 1 {"detail":"bad draft"}' '409 2 {"detail":"conflict"}' '400 2 {"detail":"duplicate render id"}'; do
        read -r http count json <<<"$row"
        session_ready '{"rules":[{"path":"/api/render/proxy/lambda","method":"POST","status":'"$http"',"json":'"$json"'}]}'
        run_apart bgmusic export
        expect_status 6
        [ "$(submits)" = "$count" ] || fail "$(submits) submits after $http"
        kill "$service_pid"
        rm -rf "$BATS_TEST_TMPDIR/address" "$HOME/state"
    done
}

@test "cancelling leaves alone what another process works on, and it sees for itself" {
    session_ready '' --polls 100000
    export BGMUSIC_TEST_CLOCK_SCALE=20
    "$BGMUSIC" export -o one.mp4 >out 2>err 3>&- &
    pid=$!
    until [ "$(calls GET /api/render/proxy/lambda/)" -ge 1 ] || ! kill -0 $pid; do sleep 0.02; done
    run_apart bgmusic export --cancel
    expect_status 0
    wait $pid && code=0 || code=$?
    [ "$code" = 6 ]
    grep -q "was cancelled" err
    [ -z "$(bgmusic resume --list 2>/dev/null)" ]
    # Nothing stays of a job that is gone, not even its lock, whoever asks for it.
    run_apart bgmusic resume job-0123456789ab
    expect_status 10
    [ -z "$(find "$XDG_STATE_HOME/bgmusic/jobs" -type f)" ] || fail "$(ls "$XDG_STATE_HOME/bgmusic/jobs")"
}

@test "what the service does not make is made here of its MP4, where ffmpeg is; else it is refused before anything is sent" {
    service_start
    clip clip.mp4 1
    cp clip.mp4 "$BATS_TEST_TMPDIR/media.mp4"
    kill "$service_pid" && wait "$service_pid" || :
    rm "$BATS_TEST_TMPDIR/address"
    service_start
    for kind in mkv mov webm mp3 flac; do
        run_apart bgmusic add clip.mp4 -o "out.$kind"
        expect_status 0
        expect_stderr "making .$kind of it here"
        ffprobe -v error -show_entries format=format_name:stream=codec_name -of csv=p=0 "out.$kind" | tr -d '"' | tr '\n' ' ' >>kinds
    done
    [ "$(cat kinds)" = "h264 aac matroska,webm h264 aac mov,mp4,m4a,3gp,3g2,mj2 vp9 opus matroska,webm mp3 mp3 flac flac " ] || fail "$(cat kinds)"
    # The music alone is the sound of a film without another.
    jq -r 'select(.path == "/run_sse") | .body' "$record" | tail -n 1 | grep -q "Drop the original sound"
    jq -r 'select(.path == "/run_sse") | .body' "$record" | head -n 1 | grep -vq "Drop the original sound"
    mkdir bin
    ln -s "$BGMUSIC" bin/bgmusic
    : >"$record"
    run_apart env PATH=$PWD/bin "$BGMUSIC" add clip.mp4 -o other.mkv
    expect_status 2
    expect_stderr "no ffmpeg here"
    [ ! -s "$record" ] || [ "$(calls POST upload-video)" = 0 ]
}

@test "an export whose submit never went out is simply sent by resume, --all too" {
    session_ready '{"rules":[{"method":"POST","path":"/api/render/proxy/lambda","calls":[1,2],"cut_upload_after":1}]}'
    run_apart bgmusic -q export -o out.mp4
    expect_status 5
    expect_stderr "bgmusic resume job-"
    run_apart bgmusic resume --all
    expect_status 0
    cmp out.mp4 "$BATS_TEST_TMPDIR/media.mp4"
    run_apart bgmusic resume --list
    [ -z "$output" ]
}

@test "a resumed export that waited for another render waits for it again, and then renders its own" {
    session_ready '' --hold "$BATS_TEST_TMPDIR/held"
    : >"$BATS_TEST_TMPDIR/held"
    bgmusic -q export --no-wait >first
    bgmusic -q chat "add more music" >reply
    run_apart bgmusic -q export -o out.mp4 --wait 30
    expect_status 5
    job=$(grep -o 'job-[0-9a-f]*' <<<"$stderr")
    run_apart bgmusic -q resume "$job" --wait 30
    expect_status 5
    expect_stderr "bgmusic resume $job"
    [ "$(submits)" = 1 ]
    rm "$BATS_TEST_TMPDIR/held"
    run_apart bgmusic resume "$job"
    expect_status 0
    [ "$(submits)" = 2 ]
    cmp out.mp4 "$BATS_TEST_TMPDIR/media.mp4"
}

@test "add into a session that renders waits for that render before its own" {
    session_ready '' --polls 3
    bgmusic -q export --no-wait >first
    run_apart bgmusic add clip.mp4 --session "$(bgmusic session)" --json
    expect_status 0
    expect_stderr "waiting for its end"
    [ "$(jq -r .render_id <<<"$output")" != "$(cat first)" ]
    jq -rs 'map(select(.path | contains("/render/proxy/lambda"))) | map(.method) | join(" ")' "$record" |
        grep -qx 'POST GET GET GET POST GET.*'
}

@test "a completed render beside success false is none; the same id is asked again" {
    session_ready '{"rules":[{"method":"GET","path":"/api/render/proxy/lambda/*","call":1,"json":{"success":false,"error":"busy","data":{"status":"completed","outputUrl":"http://127.0.0.1:1/x.mp4"}}}]}'
    run_apart bgmusic export -o out.mp4
    expect_status 0
    expect_stderr "busy"
    [ "$(submits)" = 1 ]
    cmp out.mp4 "$BATS_TEST_TMPDIR/media.mp4"
}

@test "Retry-After on a submit is waited for before the second; one that is too long, also behind the second: 9, and resume" {
    session_ready '{"rules":[{"method":"POST","path":"/api/render/proxy/lambda","call":1,"status":503,"headers":{"Retry-After":"20"},"json":{"detail":"busy"}},
        {"method":"POST","path":"/api/render/proxy/lambda","call":2,"status":503,"headers":{"Retry-After":"3600"},"json":{"detail":"busy"}}]}'
    run_apart bgmusic export -o out.mp4
    expect_stderr "with a new id in 20 s"
    expect_status 9
    expect_stderr "3600 s"
    [ "$(submits)" = 2 ]
    kill "$service_pid"
    rm -rf "$BATS_TEST_TMPDIR/address" "$HOME/state"
    session_ready '{"rules":[{"method":"POST","path":"/api/render/proxy/lambda","call":1,"status":503,"headers":{"Retry-After":"3600"},"json":{"detail":"busy"}}]}'
    run_apart bgmusic export -o out.mp4
    expect_status 9
    expect_stderr "3600 s"
    [ "$(submits)" = 1 ]
    job=$(grep -o 'job-[0-9a-f]*' <<<"$stderr")
    run_apart bgmusic -q resume "$job"
    expect_status 0
    cmp out.mp4 "$BATS_TEST_TMPDIR/media.mp4"
}

@test "a server that says it holds, asks for a pause and has nothing new gets its pause" {
    session_ready '{"rules":[{"path":"/api/render/proxy/lambda/*","calls":[1,4],"headers":{"Preference-Applied":"wait","Retry-After":"60"},"json":{"status":"processing","progress":40}}]}'
    start=$(date +%s%N)
    run_apart bgmusic export -o out.mp4
    expect_status 0
    # The first answer is news; after each of the other three comes a minute, of a clock a hundred times as fast.
    [ "$((($(date +%s%N) - start) / 1000000))" -ge 1700 ] || fail "no pause"
}

@test "a submit that was answered with what cannot be read is looked up before another is sent" {
    for body in "" "OK" "<html><title>x</title></html>"; do
        session_ready '{"rules":[{"method":"POST","path":"/api/render/proxy/lambda","body":"'"$body"'"}]}'
        run_apart bgmusic export
        expect_status 0
        [ "$(submits)" = 1 ] || fail "$(submits) submits after: $body"
        rm clip-music.mp4
        kill "$service_pid"
        rm -rf "$BATS_TEST_TMPDIR/address" "$HOME/state"
    done
    # The service does not know it: once more.
    session_ready '{"rules":[{"method":"POST","path":"/api/render/proxy/lambda","call":1,"body":""},
        {"method":"GET","path":"/api/render/proxy/lambda/*","call":1,"status":404,"json":{"detail":"unknown"}}]}'
    run_apart bgmusic export
    expect_status 0
    [ "$(submits)" = 2 ]
}

@test "a render that ends badly names its session in what to do next" {
    session_ready '{"rules":[{"method":"GET","path":"/api/render/proxy/lambda/*","json":{"status":"failed","error":"codec"}}]}'
    run_apart bgmusic export
    expect_status 6
    expect_stderr "bgmusic export --session 7321985640123456781"
    kill "$service_pid"
    rm -rf "$BATS_TEST_TMPDIR/address" "$HOME/state"
    session_ready '{"rules":[{"method":"GET","path":"/api/render/proxy/lambda/*","status":404,"json":{"detail":"unknown"}}]}'
    run_apart bgmusic export
    expect_status 10
    expect_stderr "bgmusic export --session 7321985640123456781 renders it anew"
}

@test "a resumed export whose render never arrived looks whether there is anything to render by now" {
    session_ready '{"rules":[{"method":"POST","path":"/api/render/proxy/lambda","close":true},
        {"method":"GET","path":"/api/render/proxy/lambda/*","status":503,"body":""}]}'
    run_apart bgmusic export
    job=$(grep -o 'job-[0-9a-f]*' <<<"$stderr" | head -n 1)
    [ -n "$job" ] || fail "no job was kept"
    kill "$service_pid"
    rm -rf "$BATS_TEST_TMPDIR/address"
    before=$NEMO_API_URL
    service_start '{"rules":[{"path":"/api/state/*","status":200,"json":{"code":0,"data":{"state":{"draft":{"t":[]}}}}},
        {"method":"GET","path":"/api/render/proxy/lambda/*","status":404,"json":{"detail":"unknown"}}]}' --port "${before##*:}"
    run_apart bgmusic resume "$job"
    expect_status 10
    expect_stderr "holds nothing to export"
    [ "$(submits)" = 0 ]
}
