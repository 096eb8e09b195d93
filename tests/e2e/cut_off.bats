#!/usr/bin/env bats
# What was cut off at any step is listed and finished; nothing is left behind.
load ../helper

# cut SIGNAL STEP [options]: starts an add of long.mp4, ends it once its job is at the step (or past it)
cut() {
    local signal=$1 step=$2
    shift 2
    bgmusic add long.mp4 -p "calm lo-fi qrxzvb" --engine local "$@" >out 2>err 3>&- &
    local pid=$!
    for _ in $(seq 2000); do
        grep -q "$step" "$XDG_STATE_HOME"/bgmusic/jobs/*.json 2>/dev/null && break
        sleep 0.01
    done
    kill "-$signal" "$pid"
    code=0
    wait "$pid" 2>/dev/null || code=$?
}

@test "killed before the upload was complete: resume does all the rest" {
    clip long.mp4 20
    cut KILL '"step":"\(started\|session\)"'
    [ ! -e long-music.mp4 ]
    run_apart bgmusic resume
    expect_status 0
    expect_output "$PWD/long-music.mp4"
    run_apart bgmusic resume --all
    expect_status 0
    [ "$output" = "$PWD/long-music.mp4" ]
    within "$(duration_of long-music.mp4 a:0)" 19.9 20.1
    run_apart bgmusic resume
    [ -z "$output" ]
}

@test "the socket's folder of a killed command goes with the next one; another's of that name stays" {
    clip long.mp4 20
    cut KILL '"step":"sending"'
    [ "$(ls "$TMPDIR" | wc -l)" = 1 ]
    lock=$(echo "$XDG_DATA_HOME"/bgmusic/engines/*.lock)
    [ "$(cat "$lock")" = "$(echo "$TMPDIR"/bgmusic-*)" ]
    mkdir elsewhere
    touch elsewhere/kept
    ln -s "$PWD/elsewhere" "$TMPDIR/bgmusic-linked"
    printf %s "$TMPDIR/bgmusic-linked" >"$XDG_DATA_HOME/bgmusic/engines/0123456789abcdef.lock"
    printf %s "$PWD/elsewhere" >"$XDG_DATA_HOME/bgmusic/engines/0123456789abcdee.lock"
    run_apart bgmusic credits --engine local
    expect_status 0
    [ "$(ls "$TMPDIR")" = bgmusic-linked ] || fail "left: $(ls "$TMPDIR")"
    [ -z "$(ls "$XDG_DATA_HOME/bgmusic/engines")" ]
    [ -e elsewhere/kept ]
}

@test "killed while the message was worked on: the local engine is asked again, at once" {
    clip long.mp4 20
    cut KILL '"step":"sending"'
    run_apart timeout 60 bgmusic resume --all
    expect_status 0
    [[ $stderr == *'"qrxzvb" of the prompt was not understood'* ]] || fail "$stderr"
    within "$(duration_of long-music.mp4 a:0)" 19.9 20.1
}

@test "SIGTERM at the first step: 143, the job is saved, the line to resume it is printed" {
    clip long.mp4 20
    cut TERM '"step":"'
    [ "$code" = 143 ] || { cat err; false; }
    job=$(sed -n 's/.*bgmusic resume \(job-[0-9a-f]*\).*/\1/p' err)
    [ -n "$job" ]
    run_apart bgmusic resume "$job"
    expect_status 0
    [ -s long-music.mp4 ]
}

@test "own music, too, is there again when a job is resumed" {
    clip long.mp4 20
    ffmpeg -nostdin -v error -f lavfi -i "sine=duration=3" song.mp3
    cut TERM '"step":"' --music song.mp3 -o out.mp4
    [ "$code" = 143 ]
    [ ! -e out.mp4 ]
    job=$(echo "$XDG_STATE_HOME"/bgmusic/jobs/job-*.json)
    [ "$(jq -r .music_path "$job")" = "$PWD/song.mp3" ]
    run_apart bgmusic -q resume --all
    expect_status 0
    within "$(duration_of out.mp4 a:0)" 19.9 20.1
    bgmusic state --engine local --session "$(jq -r .session_id "$job")" | grep -q 'BGM: song.mp3'
}

@test "add --session works in that session" {
    export BGMUSIC_ENGINE=local
    clip clip.mp4 3
    id=$(bgmusic -q session new)
    bgmusic -q session new >/dev/null
    run_apart bgmusic add clip.mp4 --session "$id" --json
    expect_status 0
    [ "$(jq -r .session_id <<<"$output")" = "$id" ]
    run_apart bgmusic add clip.mp4 clip.mp4 --session "$id"
    expect_status 2
    run_apart bgmusic add clip.mp4 -o other.mp4 --session 1234567890123456789
    expect_status 10
}

@test "a job that is under way is not one to resume" {
    clip long.mp4 60
    bgmusic add long.mp4 --engine local >out 2>err &
    pid=$!
    for _ in $(seq 400); do grep -q chat err && break; sleep 0.01; done
    kill -STOP $pid
    job=$(basename "$XDG_STATE_HOME"/bgmusic/jobs/job-*.json .json)
    run_apart bgmusic resume
    expect_status 0
    [ -z "$output" ]
    run_apart bgmusic resume --all
    expect_status 0
    [ -z "$output" ]
    run_apart bgmusic resume "$job"
    expect_status 1
    expect_stderr "another process is working on $job"
    kill -CONT $pid
    wait $pid
    [ "$(cat out)" = long-music.mp4 ]
}

@test "work that another run has done since is none to resume; one whose output stands there can go elsewhere" {
    clip long.mp4 20
    cut TERM '"step":"rendering"'
    run_apart bgmusic add long.mp4 -p "calm lo-fi qrxzvb" --engine local
    expect_status 0
    run_apart bgmusic resume --all
    expect_status 0
    [ -z "$output" ]
    rm long-music.mp4
    cut TERM '"step":"rendering"'
    echo precious >long-music.mp4
    run_apart bgmusic resume --all
    expect_status 8
    run_apart bgmusic resume --all -o other.mp4
    expect_status 2
    job=$(bgmusic -q resume --list | awk '{print $1}')
    run_apart bgmusic resume "$job" -o other.mp4
    expect_status 0
    expect_output "$PWD/other.mp4"
    [ "$(cat long-music.mp4)" = precious ]
    rm other.mp4
    cut TERM '"step":"rendering"' -o other.mp4
    echo old >other.mp4
    run_apart bgmusic resume --all --force
    expect_status 0
    within "$(duration_of other.mp4 a:0)" 19.9 20.1
}

@test "a job of the local engine is begun again where its data folder is another one" {
    clip long.mp4 20
    cut TERM '"step":"rendering"' --json
    [ "$(jq .error.exit out)" = 143 ]
    XDG_DATA_HOME="$BATS_TEST_TMPDIR/elsewhere" run_apart bgmusic resume --all
    expect_status 0
    expect_stderr "begun again"
    within "$(duration_of long-music.mp4 a:0)" 19.9 20.1
}
