#!/usr/bin/env bats
# What docs/contract.md promises of the command line and no other file holds.
load ../helper
load ../terminal

teardown() {
    screen_stop
    [ -z "${service_pid:-}" ] || kill "$service_pid" 2>/dev/null || :
}

red=$'\e[31mbgmusic: '

@test "colour: always in a pipe, never, NO_COLOR and dumb terminals; usage errors, too" {
    service_start
    run_apart bgmusic --color always state
    expect_stderr "there is no current session"
    [[ "$stderr" == "$red"* ]] || fail "no colour though asked for"
    run_apart bgmusic state --color always --bogus
    expect_status 2
    [[ "$stderr" == "$red"* ]] || fail "no colour in a usage error"
    run_apart bgmusic state
    [[ "$stderr" != *$'\e'* ]] || fail "colour in a pipe"
    on_screen() {
        screen_start 80 12 "$1"
        screen_end
        tmux -S "$SCREEN" capture-pane -p -e >seen
        screen_stop
    }
    on_screen "bgmusic frob"
    grep -q $'\e\\[31mbgmusic: ' seen || fail "$(cat seen)"
    for quiet in "NO_COLOR=1 bgmusic state" "TERM=dumb bgmusic state" "bgmusic --color never state"; do
        on_screen "$quiet"
        ! grep -q $'\e\\[31m' seen || fail "$quiet: $(cat seen)"
    done
}

@test "progress: plain lines in CI and by wish, nothing with none, a bar by wish" {
    service_start '' --polls 1
    clip clip.mp4 2
    bgmusic -q upload clip.mp4 >name
    screen_start 80 12 "CI=1 bgmusic export -f 2>seen"
    screen_end
    screen_stop
    [ "$(head -n 2 seen)" = $'bgmusic: render\nbgmusic: download' ] || fail "$(cat seen)"
    run_apart bgmusic --progress none export -f
    [ -z "$stderr" ] || fail "something was said"
    run_apart bgmusic --progress bar export -f
    [[ "$stderr" == *$'\r'* ]] || fail "no bar"
}

@test "files and folders of ours are for their owner alone" {
    umask 022
    service_start '' --polls 1
    clip clip.mp4 2
    bgmusic -q add clip.mp4 >path
    bgmusic -q session new >id
    bgmusic config set volume 30
    [ -z "$(find "$XDG_STATE_HOME/bgmusic" "$XDG_CONFIG_HOME/bgmusic" -type d ! -perm 700)" ] || fail "a folder is open"
    [ -z "$(find "$XDG_STATE_HOME/bgmusic" "$XDG_CONFIG_HOME" -type f ! -perm 600)" ] || fail "a file is open"
}

@test "sessions: listed, used, forgotten by name and by age; one that is unknown here is asked for" {
    service_start '' --polls 1
    first=$(bgmusic -q session new)
    second=$(bgmusic -q session new)
    [ "$(bgmusic -q session)" = "$second" ]
    bgmusic -q session use "$first" >id
    # For one call only.
    [ "$(bgmusic state --session "$second" --json | jq -r .session_id)" = "$second" ]
    [ "$(bgmusic -q session)" = "$first" ]
    bgmusic -q session forget "$first"
    run_apart bgmusic session
    expect_status 10
    # The service still has it: state and the task id for the link come from there.
    [ "$(bgmusic state --session "$first" --json | jq -r .session_id)" = "$first" ]
    rm -r "$XDG_STATE_HOME/bgmusic/sessions"
    : >"$record"
    run_apart bgmusic session link --session "$first"
    expect_output "/workspace/claim?ct=clm_scripted"
    [ "$(jq -r '.method + " " + (.path | split("/") | last)' "$record" | paste -sd,)" = "GET latest,POST claim-token" ]
    jq -r .body "$record" | tail -n 1 | jq -e --arg id "$first" '.session_id == $id and (.task_id | test("^[0-9]{19}$"))'
    # By age: of the last use.
    bgmusic -q session use "$first" >id
    bgmusic -q session use "$second" >id
    record_of=$(grep -rl --include="$first.json" "$first" "$XDG_STATE_HOME/bgmusic/sessions")
    jq -c '.used_at = 1000' "$record_of" >old && cat old >"$record_of"
    touch -d @1000 "$record_of"
    run_apart bgmusic session forget --older-than 30d
    expect_stderr "1 session"
    [ "$(bgmusic session list --json | jq -r '[.sessions[].session_id] | join(" ")')" = "$second" ]
}

@test "export without a video's name is called after the session" {
    service_start '{"rules":[{"path":"/api/state/*","json":{"code":0,"data":{"state":{"draft":{"t":[{"tt":1,"sg":[{"n":"Lo-fi","s":0,"d":3000}]}]}}}}}]}' --polls 1
    id=$(bgmusic -q session new)
    [ "$(bgmusic -q export)" = "bgmusic-$id.mp4" ]
}

@test "no prompt where nobody can answer, and no token on the command line" {
    run_apart bgmusic auth login </dev/null
    expect_status 2
    expect_stderr "--token-file"
    run_apart bgmusic auth login nmv_usr_secret12345
    expect_status 2
    [[ "$stderr$output" != *secret* ]] || fail "the token is shown"
}

@test "the engine: the option before the variable, the variable before the file" {
    chosen() { bgmusic "$@" auth --json | jq -r .engine; }
    bgmusic config set engine local
    [ "$(chosen)" = local ]
    export BGMUSIC_ENGINE=cloud
    [ "$(chosen)" = cloud ]
    [ "$(chosen --engine local)" = local ]
    unset BGMUSIC_ENGINE
    bgmusic config unset engine
    # A token, or an address, means the service.
    [ "$(NEMO_TOKEN=nmv_usr_12345678 chosen)" = cloud ]
    [ "$(chosen --api-url https://service.example)" = cloud ]
}

@test "the language of a session, and a locale that stands in for it" {
    service_start
    language() { jq -r 'select(.path | contains("/api/tasks")) | .body | fromjson | .language' "$record" | tail -n 1; }
    bgmusic -q --json session new >id
    [ "$(language)" = en ]
    LC_ALL=zh_CN.UTF-8 bgmusic -q session new >id
    [ "$(language)" = zh-CN ]
    clip clip.mp4 2
    bgmusic -q add clip.mp4 --language de_DE >path
    [[ "$(language)" == de* ]] || fail "$(language)"
}
