# A real terminal for tests: tmux with a server of its own, so that what stands on the screen can be looked at.
#
#     screen_start 80 24 "bgmusic chat"       the command in a window of that size
#     screen_wait "bgmusic>"                  until the text stands on the screen; fails after 20 s, showing what does
#     screen_until 'three bars' COMMAND...    until the command, which looks at the screen, ends well
#     screen_keys "hello" Enter               keys as tmux names them: Tab, C-c, Up
#     screen                                  what stands there now
#     screen_lines                            that and what has gone up, without blank lines

screen_start() { # COLUMNS ROWS COMMAND
    SCREEN="$BATS_TEST_TMPDIR/tmux$((screens += 1))"
    # A shell around it notes its exit code; Ctrl-C is for the command alone.
    env -u TMUX SHELL=/bin/sh TERM=xterm-256color tmux -f /dev/null -S "$SCREEN" new-session -d -x "$1" -y "$2" \
        "trap : INT; $3
        echo \$? >'$SCREEN.status.part'; mv '$SCREEN.status.part' '$SCREEN.status'; sleep 100" 3>&-
    # An escape sequence from the keyboard must not wait for more keys.
    tmux -S "$SCREEN" set-option -s escape-time 0
}

# The process of the command itself.
screen_pid() { pgrep -P "$(tmux -S "$SCREEN" display-message -p '#{pane_pid}')"; }

# Until the text stands on so many lines.
screen_wait_lines() { # TEXT COUNT
    local end=$((SECONDS + 20))
    until [ "$(screen_lines | grep -cF -- "$1")" -ge "$2" ]; do
        [ $SECONDS -lt $end ] || { echo "the screen never showed \"$1\" on $2 lines:" >&2; screen >&2; return 1; }
        read -r -t 0.05 <> <(:) || :
    done
}

screen_keys() { tmux -S "$SCREEN" send-keys "$@"; }
screen() { tmux -S "$SCREEN" capture-pane -p; }
screen_lines() { tmux -S "$SCREEN" capture-pane -p -S - | sed '/^ *$/d'; }

screen_wait() { # TEXT [SECONDS]
    local end=$((SECONDS + ${2:-20}))
    until screen_lines | grep -qF -- "$1"; do
        [ $SECONDS -lt $end ] || { echo "the screen never showed \"$1\":" >&2; screen >&2; return 1; }
        read -r -t 0.05 <> <(:) || :
    done
}

# Until a command about the screen ends well: screen_until 'the narrow bars' has_narrow_bars
screen_until() { # WHAT COMMAND...
    local what=$1 end=$((SECONDS + 20))
    shift
    until "$@"; do
        [ $SECONDS -lt $end ] || { echo "the screen never showed $what:" >&2; screen >&2; return 1; }
        read -r -t 0.05 <> <(:) || :
    done
}

# Until the command has ended; its exit code is in $screen_status.
screen_end() {
    local end=$((SECONDS + 20))
    until [ -e "$SCREEN.status" ]; do
        [ $SECONDS -lt $end ] || { echo "the command goes on:" >&2; screen >&2; return 1; }
        read -r -t 0.05 <> <(:) || :
    done
    screen_status=$(cat "$SCREEN.status")
}

screen_stop() { [ -z "${SCREEN:-}" ] || tmux -S "$SCREEN" kill-server 2>/dev/null || :; }
