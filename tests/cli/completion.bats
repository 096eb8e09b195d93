#!/usr/bin/env bats
# Completion as the shells do it: bash by its function, all three by the Tab key in a terminal.
load ../helper
load ../terminal
load ../completion

teardown() { screen_stop; }

expect_completions() { # EXPECTED WORD...
    local expected=$1
    shift
    local given
    given=$(bash_completes "$@" | paste -sd' ')
    [ "$given" = "$expected" ] || fail "for $*: \"$given\", expected \"$expected\""
}

@test "bash offers commands, options, choices, words, settings and files" {
    touch clip.mp4 "my clip.mp4"
    expect_completions "serve session state styles" s
    expect_completions "--loudness" add --lou
    expect_completions "auto cloud local" --engine ""
    expect_completions "local" --engine lo
    expect_completions "podcast" add --loudness po
    expect_completions "local" --engine = lo
    expect_completions "auto cloud local" --engine =
    expect_completions "credits" --engine local cred
    expect_completions "login logout" auth lo
    expect_completions "loudness" config get lou
    expect_completions "exit-codes export" help ex
    expect_completions "bash fish zsh" completion ""
    expect_completions "clip.mp4" add c
    expect_completions "clip.mp4 my clip.mp4" add clip.mp4 ""
    expect_completions "clip.mp4" add -p "calm lo-fi" --output cl
    expect_completions "" add -p c
    expect_completions "clip.mp4" add -- c
    expect_completions "" add -- --lou
    expect_completions "" frobnicate x
}

@test "bash answers at once: by itself, without starting a program" {
    run bash --norc -c '
        source <(bgmusic completion bash)
        PATH=/nowhere
        COMP_WORDS=(bgmusic add --engine local -p "calm lo-fi" --lou) COMP_CWORD=6
        _bgmusic
        printf "%s\n" "${COMPREPLY[@]}"'
    [ "$status" = 0 ]
    [ "$output" = --loudness ] || [ "$output" = "--loudness " ] || [ "$output" = "--loudness=" ]
}

@test "bash completes at the Tab key" {
    touch "my clip.mp4"
    screen_start 80 10 "PS1='ready> ' bash --norc -i"
    screen_wait "ready>"
    screen_keys 'source <(bgmusic completion bash)' Enter
    screen_keys 'echo bgmusic loaded' Enter
    screen_wait "bgmusic loaded"
    screen_keys 'clear; bgmusic complet' Tab 'fi' Tab
    screen_wait "bgmusic completion fish"
    screen_keys C-u 'bgmusic add my' Tab
    screen_wait 'bgmusic add my\ clip.mp4'
}

@test "zsh completes at the Tab key" {
    touch "my clip.mp4"
    mkdir functions
    bgmusic completion zsh >functions/_bgmusic
    screen_start 100 30 "PROMPT='ready> ' zsh -f -i"
    screen_wait "ready>"
    screen_keys 'fpath=($PWD/functions $fpath); autoload -Uz compinit; compinit -u -D; echo zsh is "set"' Enter
    screen_wait "zsh is set"
    screen_keys 'bgmusic complet' Tab 'fi' Tab
    screen_wait "bgmusic completion fish"
    screen_keys C-u 'bgmusic add my' Tab
    screen_wait 'bgmusic add my\ clip.mp4'
    screen_keys C-u 'bgmusic --engine lo' Tab 'cred' Tab
    screen_wait "bgmusic --engine local credits"
    screen_keys C-u 'bgmusic add --skip' Tab
    screen_wait "bgmusic add --skip-existing"
    screen_keys C-u 'bgmusic add --quie' Tab
    screen_wait "bgmusic add --quiet"
    screen_keys C-u 'bgmusic config get soundf' Tab
    screen_wait "config get soundfont"
    screen_keys C-u 'bgmusic s' Tab
    screen_wait "show the timeline of the current session"
}

@test "fish completes: asked by its own command, and at the Tab key" {
    touch "my clip.mp4"
    bgmusic completion fish >bgmusic.fish
    [ "$(fish_completes 'bgmusic s')" = $'serve\nsession\nstate\nstyles' ]
    [ "$(fish_completes 'bgmusic --engine local cred')" = "credits" ]
    [ "$(fish_completes 'bgmusic add --skip')" = "--skip-existing" ]
    [ "$(fish_completes 'bgmusic --engine lo')" = "local" ]
    [ "$(fish_completes 'bgmusic config get soundf')" = "soundfont" ]
    [ "$(fish_completes 'bgmusic auth logi')" = "login" ]
    [[ "$(fish_completes 'bgmusic add my')" == *"my clip.mp4"* ]]
    [ "$(fish_completes 'bgmusic auth my')" = "" ]
    screen_start 80 10 "fish --no-config -i"
    screen_wait "/work"
    screen_keys 'source bgmusic.fish; clear' Enter
    screen_keys 'bgmusic complet' Tab 'fi' Tab
    screen_wait "bgmusic completion fish"
}

@test "an unknown shell is a usage error that lists the known ones" {
    run_apart bgmusic completion tcsh
    expect_status 2
    expect_stderr "bash, zsh, fish"
    run_apart bgmusic completion
    expect_status 2
    expect_stderr "completion bash|zsh|fish"
    [ "$(bgmusic completion zsh --json | jq -r .script)" = "$(bgmusic completion zsh)" ]
}
