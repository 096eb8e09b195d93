#!/usr/bin/env bats
# The command line itself: help, version, mistakes, settings. Nothing here needs an engine.
load ../helper

@test "--version prints name and version on stdout" {
    run_apart bgmusic --version
    expect_status 0
    [[ "$output" =~ ^bgmusic\ [0-9]+\.[0-9]+\.[0-9]+$ ]]
    [ -z "$stderr" ]
}

@test "help lists every command, and each command has its help" {
    run_apart bgmusic help
    expect_status 0
    for command in add auth session upload chat state export credits resume serve config; do
        expect_output "  $command "
        bgmusic help "$command" | grep -q "usage: bgmusic $command" || fail "no help for $command"
        [ "$(bgmusic "$command" --help)" = "$(bgmusic help "$command")" ]
    done
}

@test "exit codes and environment have a page" {
    run_apart bgmusic help exit-codes
    expect_output "  130  "
    run_apart bgmusic help environment
    expect_output "NEMO_TOKEN"
    expect_output "BGMUSIC_ENGINE"
}

@test "mistakes are usage errors that name the nearest word" {
    run_apart bgmusic
    expect_status 2
    run_apart bgmusic ad clip.mp4
    expect_status 2
    expect_stderr "did you mean \`bgmusic add\`"
    run_apart bgmusic add clip.mp4 --promt x
    expect_status 2
    expect_stderr "did you mean --prompt?"
    run_apart bgmusic add
    expect_status 2
    run_apart bgmusic add --volume 101 clip.mp4
    expect_status 2
    expect_stderr "0 to 100"
    run_apart bgmusic add clip.mp4 --prompt
    expect_status 2
    expect_stderr "needs a value"
    run_apart bgmusic --engine nonsense credits
    expect_status 2
    run_apart bgmusic credits --session ''
    expect_status 2
    run_apart bgmusic credits extra
    expect_status 2
    [ -z "$output" ]
}

@test "options stand before or after operands, -- ends them" {
    run_apart bgmusic -q add --output=x.mp4 -- --not-there.mp4
    expect_status 7
    expect_stderr "--not-there.mp4"
    run_apart bgmusic --engine local add missing.mp4 -o x.mp4
    expect_status 7
}

@test "usage errors are JSON, too, once --json was seen" {
    run_apart bgmusic --json frobnicate
    expect_status 2
    [ "$(jq -r .ok <<<"$output")" = false ]
    [ "$(jq -r .error.exit <<<"$output")" = 2 ]
    [ "$(jq -r .error.status <<<"$output")" = usage ]
}

@test "settings: set, get, list with origins, unset" {
    run_apart bgmusic config set volume 40
    expect_status 0
    [ "$(bgmusic config get volume)" = 40 ]
    bgmusic config list | grep -q '^volume *file *40$'
    [ "$(stat -c %a "$XDG_CONFIG_HOME/bgmusic/config.json")" = 600 ]
    BGMUSIC_ENGINE=local bgmusic config | grep -q '^engine *environment *local$'
    bgmusic config --engine cloud | grep -q '^engine *option *cloud$'
    run_apart bgmusic config set volume 400
    expect_status 2
    run_apart bgmusic config get volum
    expect_status 2
    expect_stderr "did you mean volume?"
    bgmusic config unset volume
    [ -z "$(bgmusic config get volume)" ]
}

@test "a bad address is a usage error" {
    NEMO_API_URL=ftp://example.org run_apart bgmusic credits
    expect_status 2
    run_apart bgmusic --api-url nonsense credits
    expect_status 2
}

@test "a token is read from a file or stdin, stored private, and refused when others can read it" {
    echo nmv_usr_secret123456 >token
    run_apart bgmusic auth login --token-file token
    expect_status 0
    [[ "$output$stderr" != *secret123456* ]]
    expect_output "login"
    [ "$(stat -c %a "$XDG_STATE_HOME/bgmusic/credentials.json")" = 600 ]
    chmod 644 "$XDG_STATE_HOME/bgmusic/credentials.json"
    run_apart bgmusic auth status
    expect_status 3
    expect_stderr "chmod 600"
    chmod 600 "$XDG_STATE_HOME/bgmusic/credentials.json"
    bgmusic auth logout >logout
    grep -q 'token:   none' logout
    run_apart bash -c 'bgmusic auth login </dev/null'
    expect_status 2
}

@test "a closed pipe ends quietly, a full stdout does not" {
    run_apart bash -c 'bgmusic help environment; true'
    expect_status 0
    run_apart bash -c 'bgmusic help >/dev/full'
    expect_status 8
    expect_stderr "standard output"
}

@test "without HOME the error says what to set" {
    run_apart env -u HOME -u XDG_CONFIG_HOME -u XDG_STATE_HOME -u XDG_DATA_HOME "$BGMUSIC" credits
    expect_status 2
    expect_stderr "HOME"
}

@test "config set and unset mend a settings file that nothing else can be done with" {
    mkdir -p "$XDG_CONFIG_HOME/bgmusic"
    echo '{"volume":999,"color":"never"}' >"$XDG_CONFIG_HOME/bgmusic/config.json"
    run_apart bgmusic config get color
    expect_status 2
    expect_stderr "bgmusic config unset volume"
    run_apart bgmusic config unset volume
    expect_status 0
    [ "$(bgmusic config get color)" = never ]
    echo '{"volume":999}' >"$XDG_CONFIG_HOME/bgmusic/config.json"
    bgmusic config set volume 30
    [ "$(bgmusic config get volume)" = 30 ]
}

@test "the program starts as fast as curl does" {
    # Processor time, as the machine may have other things to do; of 25 runs.
    cost() { # COMMAND...: microseconds a run
        local TIMEFORMAT='%3U %3S'
        { time for i in {1..25}; do "$@" >/dev/null; done; } 2>&1 | awk '{ printf "%d\n", ($1 + $2) * 1000000 / 25 }'
    }
    limit=$(($(cost curl --version) * 3 / 2))
    [ $limit -ge 10000 ] || limit=10000
    # Sanitizers take their time.
    if nm -D "$BGMUSIC" 2>/dev/null | grep -qE '__[atu].?san_'; then limit=10000000; fi
    for option in --help --version; do
        within "$(cost "$BGMUSIC" $option)" 1 $limit
    done
}

@test "config set refuses what add would refuse; a report replaces reports alone" {
    run_apart bgmusic config set output '{stem}.txt'
    expect_status 2
    for answer in "" $'\xff' "$(printf 'x%.0s' {1..20000})"; do
        run_apart bgmusic add clip.mp4 --answer "$answer"
        expect_status 2
        expect_stderr "--answer"
    done
    run_apart bgmusic config set output '{dir}/{bad}.mp4'
    expect_status 2
    run_apart bgmusic config set jobs 100
    expect_status 2
    run_apart bgmusic config set output '{dir}/{stem}-{n}.mp4'
    expect_status 0
    echo "my notes" >notes.html
    run_apart bgmusic add missing.mp4 --report notes.html --engine local
    expect_status 8
    [ "$(cat notes.html)" = "my notes" ]
    run_apart bgmusic add missing.mp4 --report page.html --engine local
    expect_status 7
    run_apart bgmusic add missing.mp4 --report page.html --engine local
    expect_status 7
    run_apart bgmusic add missing.mp4 --report notes.html --force --engine local
    expect_status 7
    grep -q missing.mp4 notes.html
}

@test "a mistyped option before the command is the one that is told, not its value" {
    run_apart bgmusic --progres json add clip.mp4
    expect_status 2
    expect_stderr 'unknown option "--progres"'
    expect_stderr "did you mean --progress?"
    run_apart bgmusic --json ad clip.mp4
    expect_status 2
    expect_stderr 'did you mean `bgmusic add`?'
}

@test "too few open files are said first: 1, and nothing else is blamed" {
    for files in 9 12 16; do
        run_apart sh -c "ulimit -n $files; exec bgmusic --engine cloud --api-url http://127.0.0.1:9 credits"
        expect_status 1
        expect_stderr "open files"
        expect_stderr "ulimit -n"
    done
}

@test "config set takes a number below nothing; a pipe in the place of a file of ours is refused at once" {
    run_apart bgmusic config set loudness -14
    expect_status 0
    [ "$(bgmusic config get loudness)" = -14 ]
    run_apart bgmusic config get -14
    expect_status 2
    rm "$XDG_CONFIG_HOME/bgmusic/config.json"
    mkfifo "$XDG_CONFIG_HOME/bgmusic/config.json"
    run_apart timeout 20 bgmusic config list
    expect_status 1
    expect_stderr "no plain file"
    rm "$XDG_CONFIG_HOME/bgmusic/config.json"
    mkdir -p "$XDG_STATE_HOME/bgmusic/jobs"
    mkfifo "$XDG_STATE_HOME/bgmusic/jobs/job-000000000001.json"
    run_apart timeout 20 bgmusic resume --list
    expect_status 0
    # Nor does one hold us that was named as a track, or for the trace.
    clip clip.mp4 2
    mkfifo track.mp3
    run_apart timeout 20 bgmusic add clip.mp4 --music track.mp3 --api-url http://127.0.0.1:9
    expect_status 7
    expect_stderr "no plain file"
    BGMUSIC_TRACE=http BGMUSIC_TRACE_FILE=track.mp3 run_apart timeout 20 bgmusic -v resume --list
    expect_status 0
}
