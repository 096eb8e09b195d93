#!/usr/bin/env bats
# Bars in a real terminal: a line for each job and one for all, any width, and nothing left behind.
load ../helper
load ../terminal

teardown() {
    screen_stop
    [ -z "${service_pid:-}" ] || kill "$service_pid" 2>/dev/null || :
}

# Renders that go on until the test has seen what it wants to see.
start_held_service() {
    held="$BATS_TEST_TMPDIR/held"
    : >"$held"
    service_start '' --hold "$held"
}

shows() { # COUNT TEXT: on so many lines of the screen
    [ "$(screen | grep -cF -- "$2")" = "$1" ]
}

start() { # COLUMNS ROWS ARGUMENTS
    screen_start "$1" "$2" "trap : INT; env LC_ALL=${LOCALE:-C.UTF-8} bgmusic add $3 ${held:+--wait 7200}; echo exit code \$?; read -r _"
}

@test "several jobs: a line each and a total; at the end the table and no bar" {
    start_held_service
    clip a.mp4 2
    cp a.mp4 b.mp4
    cp a.mp4 '一個很長很長很長很長很長很長的檔名.mp4'
    start 80 24 "*.mp4 -j 3"
    screen_wait "0 of 3 ["
    screen_until "three renders" shows 3 "render "
    screen >now
    grep -q '^a.mp4  *render' now
    grep -q '…*檔名.mp4  *render' now
    [ "$(tail -n 1 <(sed '/^$/d' now) | cut -c1-8)" = "0 of 3 [" ]
    rm "$held"
    screen_wait "exit code 0"
    screen_lines >last
    grep -q ': 3 done$' last
    [ "$(grep -c -e 'of 3' -e '\[[#.]*\]' last)" = 0 ] || { cat last; false; }
}

@test "the rows of the table at the end fit the window; in a pipe they are whole" {
    service_start
    clip a.mp4 2
    echo text >'a name that is longer than any narrow window is wide.mp4'
    start 50 20 "*.mp4"
    screen_wait "exit code 11"
    screen >last
    grep -q '^bgmusic: 1  failed .*…$' last || { cat last; false; }
    grep -q '^bgmusic: 2  done ' last
    run_apart bgmusic add a.mp4 a\ name*.mp4 -f
    expect_stderr 'wide.mp4: unsupported_type: '
}

@test "a window that becomes narrow and wide again leaves no pieces of bars" {
    start_held_service
    clip a.mp4 2
    cp a.mp4 b.mp4
    start 100 20 "a.mp4 b.mp4 -j 2"
    screen_wait "of 2 ["
    screen_until "two renders" shows 2 "render "
    tmux -S "$SCREEN" resize-window -x 30 -y 20
    screen_until "one total in the narrow window" shows 1 "0 of 2"
    screen_until "two renders in the narrow window" shows 2 "render"
    tmux -S "$SCREEN" resize-window -x 90 -y 20
    screen_until "one total in the wide window" shows 1 "0 of 2"
    screen_until "two renders in the wide window" shows 2 "render"
    rm "$held"
    screen_wait "exit code 0"
    screen_lines >last
    [ "$(grep -c -e 'of 2' -e '\[[#.]*\]' last)" = 0 ] || { cat last; false; }
}

@test "LANG=C: nothing but ASCII on the screen" {
    start_held_service
    clip a.mp4 2
    LOCALE=C start 60 10 "a.mp4"
    screen_wait "render"
    screen >now
    rm "$held"
    screen_wait "exit code 0"
    screen_lines >>now
    [ "$(LC_ALL=C grep -c '[^ -~]' now)" = 0 ] || { cat now; false; }
}

@test "Ctrl-C in a terminal: the bars go, the jobs are named" {
    start_held_service
    clip a.mp4 2
    cp a.mp4 b.mp4
    start 80 24 "a.mp4 b.mp4 -j 2"
    screen_wait "render"
    screen_keys C-c
    screen_wait "exit code 130"
    screen_lines >last
    [ "$(grep -c -e '0 of 2' -e '\[[#.]*\]' last)" = 0 ] || { cat last; false; }
    [ "$(grep -c 'bgmusic resume job-' last)" = 2 ]
}
