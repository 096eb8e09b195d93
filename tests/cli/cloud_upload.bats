#!/usr/bin/env bats
# Uploads to the scripted service: names that are hard to quote, several at once, cuts, progress by bytes, URLs.
load ../helper

uploads() { jq -r 'select(.path | contains("/upload-video/")) | .body' "$record"; }
upload() { run_apart bgmusic upload "$@"; }

@test "names with quotes, UTF-8, ;type= and line ends cannot break out of their field" {
    service_start
    clip clip.mp4 2
    names=('it is "quoted".mp4' '城市 延时 🎬.mp4' 'a;type=text.mp4' $'two\nlines\r.mp4' '@at.mp4' '-dash.mp4' 'back\slash.mp4' "it's.mp4")
    for name in "${names[@]}"; do cp clip.mp4 "./$name"; done
    upload -- "${names[@]}"
    expect_status 0
    # A name that broke out would make more lines before the content.
    for name in "${names[@]}"; do
        : >"$record"
        upload -- "$name"
        expect_status 0
        [ "$(uploads | tr -d '\r' | sed '/^$/,$d' | wc -l)" = 3 ] # boundary, disposition, type
    done
    : >"$record"
    upload 'it is "quoted".mp4'
    uploads | grep -q 'filename="it is %22quoted%22.mp4"'
    : >"$record"
    upload 'a;type=text.mp4'
    uploads | grep -q 'filename="a;type=text.mp4"'
    uploads | grep -q 'Content-Type: video/mp4'
    : >"$record"
    upload '城市 延时 🎬.mp4'
    # The record shows bytes beyond ASCII as ?: six characters of three bytes less two of space and one of four.
    uploads | grep -q 'filename="?\{6\} ?\{6\} ?\{4\}.mp4"'
}

@test "several at once go into one call, and each is named" {
    service_start
    clip clip.mp4 2
    cp clip.mp4 b.mp4
    cp clip.mp4 c.mp4
    upload clip.mp4 b.mp4 c.mp4
    expect_status 0
    [ "$(calls POST /api/upload-video)" = 1 ]
    sent=$(jq -r 'select(.path | contains("/upload-video/")) | .body_bytes' "$record")
    [ "$sent" -gt $((3 * $(stat -c %s clip.mp4))) ]
}

@test "files and URLs may be mixed; no query of a URL is shown or kept" {
    service_start '{"rules":[{"path":"/api/upload-video/*","json":{"code":0,"data":{"files":[{"file_type":"video"}]}}}]}'
    clip clip.mp4 2
    upload 'https://media.example/holiday.mp4?signature=topsecret#x' clip.mp4 https://media.example/more.mp4
    expect_status 0
    [ "$(calls POST /api/upload-video)" = 3 ]
    [ "$output" = $'holiday.mp4\nclip.mp4\nmore.mp4' ]
    uploads | head -n 1 | jq -e '.source_type == "url" and .urls == ["https://media.example/holiday.mp4?signature=topsecret#x"]'
    [[ "$stderr$output" != *topsecret* ]]
    [ "$(grep -rl topsecret "$HOME" | wc -l)" = 0 ]
    run_apart bgmusic session list --json
    [[ "$output" == *'"video":"holiday.mp4"'* ]] || fail "not named after its first video"
}

@test "the session is named after its first video, not after the music before it" {
    service_start
    clip clip.mp4 2
    ffmpeg -nostdin -v error -f lavfi -i sine=d=1 track.mp3
    upload track.mp3 clip.mp4
    expect_status 0
    run_apart bgmusic session list --json
    [[ "$output" == *'"video":"clip.mp4"'* ]] || fail "named after the music"
}

@test "add takes an address, and the service fetches from it" {
    service_start
    run_apart bgmusic add 'https://media.example/holiday.mp4?signature=topsecret'
    expect_status 0
    [ "$output" = holiday-music.mp4 ]
    [[ "$stderr" != *topsecret* ]]
    uploads | jq -e '.source_type == "url" and .urls == ["https://media.example/holiday.mp4?signature=topsecret"]'
    bgmusic session list --json | jq -e '.sessions[0].video == "holiday.mp4"'
}

@test "URLs that the service must not fetch are refused before anything is sent" {
    service_start
    for url in http://media.example/a.mp4 https://user:pass@media.example/a.mp4 "https://media.example/a b.mp4"; do
        upload "$url"
        expect_status 7
        expect_stderr "%20"
    done
    [ ! -s "$record" ]
}

@test "an upload that is cut in the middle is begun again once, from its beginning" {
    service_start '{"rules":[{"path":"/api/upload-video/*","call":1,"cut_upload_after":300000}]}'
    clip clip.mp4 2
    head -c 2000000 /dev/urandom >>clip.mp4
    upload clip.mp4
    expect_status 0
    [ "$(calls POST /api/upload-video)" = 2 ]
    whole=$(jq -r 'select(.path | contains("/upload-video/")) | .body_bytes' "$record" | tail -n 1)
    [ "$whole" -gt 2000000 ]
}

@test "an upload that is cut each time: 5 after two, and the line to go on" {
    service_start '{"rules":[{"path":"/api/upload-video/*","cut_upload_after":300000}]}'
    clip clip.mp4 2
    head -c 2000000 /dev/urandom >>clip.mp4
    run_apart bgmusic add clip.mp4
    expect_status 5
    [ "$(calls POST /api/upload-video)" = 2 ]
    [ "$(calls POST /run_sse)" = 0 ]
    expect_stderr "bgmusic resume job-"
}

@test "progress counts the bytes of the upload and never goes back" {
    service_start
    clip clip.mp4 2
    head -c 30000000 /dev/urandom >>clip.mp4
    upload clip.mp4 --progress json
    expect_status 0
    size=$(stat -c %s clip.mp4)
    grep '"event":"progress"' <<<"$stderr" | jq -se --argjson size "$size" '
        map(select(.stage == "upload")) | length >= 1 and (map(.done) == (map(.done) | sort))
        and all(.total >= $size and .total < $size + 2000 and .done <= .total and .percent >= 0 and .percent <= 100)
        and (.[-1].done == .[-1].total)'
}

@test "a file that is refused is refused before a byte is sent, with what would help" {
    service_start
    clip clip.mp4 2
    echo "just words" >lie.mp4
    upload clip.mp4 lie.mp4
    expect_status 7
    expect_stderr "lie.mp4"
    cp clip.mp4 large.mp4
    truncate -s $((500 * 1024 * 1024 + 1)) large.mp4
    upload large.mp4
    expect_status 7
    expect_stderr "ffmpeg -i"
    [ ! -s "$record" ]
}

@test "an answer to an upload may lack every field: files are called as they were sent; what it says against one counts" {
    clip clip.mp4 2
    row() { # ANSWER NAME
        service_start '{"rules":[{"path":"/api/upload-video/*","json":'"$1"'}]}'
        upload clip.mp4
        expect_status 0
        [ "$output" = "$2" ] || fail "$1"
        kill "$service_pid"
        rm -rf "$BATS_TEST_TMPDIR/address" "$HOME/state"
    }
    row '{"code":0,"data":{}}' clip.mp4
    row '{"success":true,"data":{"files":[{"file_type":"video"}]}}' clip.mp4
    row '{"code":0,"data":[{"filename":"its own.mp4"}]}' "its own.mp4"
    row '{"files":{"filename":"a\nb.mp4"}}' "a b.mp4"
    row '{"code":0,"data":{"files":[{"filename":"long.mp4","duration":1e308,"fps":1e308,"width":1e308}]}}' long.mp4
    row '{"code":0,"data":{"files":[{"filename":"c.mp4"}],"session_state_applied":false}}' c.mp4
    expect_stderr "does not know of it yet"
    service_start '{"rules":[{"path":"/api/upload-video/*","json":{"code":0,"data":{"files":[{"filename":"c.mp4","duration":"2.5"},{"filename":"d.mp4","error":"bad codec"}]}}}]}'
    upload clip.mp4 clip.mp4
    expect_status 6
    expect_stderr 'did not take "d.mp4": bad codec'
}
