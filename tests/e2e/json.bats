#!/usr/bin/env bats
# What every command writes with --json, done and failed, fits docs/bgmusic.schema.json; and no definition there is idle.
load ../helper

ROOT=$BATS_TEST_DIRNAME/../..

# j EXIT-CODE ARGUMENT...: runs with --json, keeps the objects and, with --progress json, the events
j() {
    local code=$1
    shift
    run_apart bgmusic "$@" --json --progress json
    [ "$status" = "$code" ] || fail "exit code $status from $*"
    [ -n "$output" ] || fail "no object from $*"
    printf '%s\n' "$output" >>objects
    if [ -n "$stderr" ]; then printf '%s\n' "$stderr" >>events; fi
}

# An add that is killed as soon as its job is noted.
cut_off() {
    bgmusic -q add "$@" 3>&- &
    local pid=$! i
    for i in {1..400}; do
        if [ -n "$(ls "$XDG_STATE_HOME"/bgmusic/jobs/*.json 2>/dev/null)" ]; then break; fi
        read -r -t 0.02 <> <(:) || :
    done
    kill -KILL $pid
    wait $pid || :
}

validate() { "$ROOT/tests/tools/validate_json.py" "$ROOT/docs/bgmusic.schema.json" "$@" | sort -u; }

@test "every object and every event fits the schema, and every definition is met" {
    export BGMUSIC_ENGINE=local
    clip clip.mp4 2
    cp clip.mp4 other.mp4
    # add and its jobs
    j 0 add clip.mp4 -p "calm lo-fi" --title Hi
    j 0 add clip.mp4 -p "calm lo-fi" --title Hi --skip-existing
    j 0 add other.mp4 --dry-run
    j 2 add other.mp4 --dry-run --engine local -p "no music at all"
    j 0 add other.mp4 --dry-run --engine local -p "calm lo-fi, no drums, 90 bpm, zorblax"
    [ "$(tail -n 1 objects | jq -c "[.understood, .unknown]")" = '[["calm","lo-fi","no drums","90 bpm"],["zorblax"]]' ]
    j 8 add clip.mp4
    j 7 add missing.mp4
    j 11 add missing.mp4 other.mp4
    j 0 resume
    j 0 clean --dry-run
    j 0 clean --older-than 30d
    # the steps
    j 0 session new holiday
    j 0 session
    j 0 session list
    j 0 session link
    session=$(jq -r 'select(.command == "session" and .session != null) | .session_id' objects | head -n 1)
    j 0 session use "$session"
    j 10 export
    j 0 upload clip.mp4
    j 0 chat "add calm music"
    j 0 chat "show tracks"
    j 0 chat "credits"
    j 0 chat "upload other.mp4"
    j 0 chat "export"
    j 0 chat --yes "export to final.mp4"
    j 0 state
    j 0 state --svg state.svg
    j 0 credits -vv
    j 0 export -o export.mp4
    j 0 export --no-wait -o late.mp4
    j 10 export --render 123 -o never.mp4
    j 0 session forget "$session"
    j 10 state
    j 0 session forget --older-than 30d
    # the rest
    j 0 styles jazz
    echo nmv_usr_secret123456 >token
    j 0 auth
    j 0 auth login --token-file token
    j 2 auth login --token-file /dev/null
    j 0 auth logout
    j 0 config
    j 0 config set volume 40
    j 0 config get volume
    j 0 config unset volume
    j 2 config get volum
    j 0 completion fish
    j 2 completion tcsh
    j 0 help
    j 0 help add
    j 0 help exit-codes
    j 2 help nothing
    j 0 add --help
    j 0 --version
    j 2 --nonsense
    j 2 frobnicate
    j 0 doctor
    BGMUSIC_SOUNDFONT=/nowhere j 7 doctor
    j 5 serve --timeout 1
    # a job that is cut off, and finished
    cut_off clip.mp4 -o cut.mp4
    j 0 resume
    [ "$(tail -n 1 objects | jq ".jobs | length")" -ge 1 ]
    j 0 resume --all
    j 0 resume --forget "$(basename "$(ls "$XDG_STATE_HOME"/bgmusic/jobs/*.json | head -n 1)" .json)"
    j 10 resume nothing
    validate objects >met || fail "objects"
    if grep -v '^{' events; then fail "not JSON"; fi
    validate events >>met || fail "events"
    # Calling a render off needs one at work, and a question somebody who asks: the scripted service has both (below).
    "$ROOT/tests/tools/validate_json.py" --names "$ROOT/docs/bgmusic.schema.json" | grep -vxE "export_cancelled|chat_asked" | sort >all
    sort -u met | diff all - || fail "idle definitions"
}

@test "a render that is called off" {
    service_start '{"rules":[]}' --polls 1000000
    bgmusic -q session new >/dev/null
    bgmusic -q chat "add calm music" >/dev/null
    bgmusic -q export --no-wait >/dev/null
    run_apart bgmusic export --cancel --json
    expect_status 0
    printf '%s\n' "$output" >cancelled
    [ "$(validate cancelled)" = export_cancelled ]
}

@test "a question of the agent" {
    service_start '{"rules":[{"path":"/run_sse","type":"text/event-stream","body":"data: {\"type\":\"tool_call\",\"name\":\"ask_question\",\"args\":{\"title\":\"T\",\"questions\":[{\"id\":\"m\",\"prompt\":\"Which?\",\"options\":[{\"id\":\"a\",\"label\":\"A\"}]}]}}\n\n"}]}'
    bgmusic -q session new >/dev/null
    run_apart bgmusic chat --json "add music"
    expect_status 12
    printf '%s\n' "$output" >asked
    [ "$(validate asked)" = chat_asked ]
    clip clip.mp4 2
    run_apart bgmusic -q add clip.mp4 --json
    expect_status 12
    printf '%s\n' "$output" >asked
    [ "$(validate asked)" = failure ]
    jq -e '.question.questions[0].options[0].label == "A"' asked
}
