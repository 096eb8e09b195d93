#!/usr/bin/env bats
# The conversation on a terminal, looked at on the screen of one. The service is the scripted one.
load ../helper
load ../terminal

teardown() {
    screen_stop
    [ -z "${service_pid:-}" ] || kill "$service_pid" 2>/dev/null || :
}

said() { printf 'data: {\\"content\\":{\\"role\\":\\"model\\",\\"parts\\":[{\\"text\\":\\"%s\\"}]}%s}\\n\\n' "$1" "${2:-}"; }
messages() { jq -r 'select(.path | contains("run_sse")) | .body' "$record" | jq -r '.. | .text? // empty'; }

# A session with a video is there before the conversation begins.
converse() {
    printf 'x' >clip.mp4
    bgmusic -q session new >/dev/null
    screen_start "${COLUMNS_WANTED:-80}" 24 "bgmusic chat $*"
    screen_wait "bgmusic>"
}

@test "a turn: the prompt, the reply, what changed, and the prompt again; /quit ends with 0" {
    service_start
    converse
    screen_keys "add calm lo-fi music" Enter
    screen_wait "Timeline ("
    screen_keys "/quit" Enter
    screen_end
    [ "$screen_status" = 0 ] || fail "exit code $screen_status: $(screen_lines)"
    [ "$(calls POST /run_sse)" = 1 ]
}

@test "lines are edited, and the history is kept, 0600, from one conversation to the next" {
    service_start
    converse
    screen_keys "add calm musik" BSpace "c" Home "please " Enter
    screen_wait "Timeline ("
    screen_keys C-d
    screen_end
    [ "$screen_status" = 0 ] || fail "exit code $screen_status: $(screen_lines)"
    history="$XDG_STATE_HOME/bgmusic/chat_history"
    [ "$(cat "$history")" = "please add calm music" ]
    [ "$(stat -c %a "$history")" = 600 ]
    screen_stop
    screen_start 80 24 "bgmusic chat"
    screen_wait "bgmusic>"
    screen_keys Up
    screen_wait "bgmusic> please add calm music"
    screen_keys C-u "/quit" Enter
    screen_end
}

@test "a history that leads somewhere else is not written to" {
    service_start
    mkdir -p "$XDG_STATE_HOME/bgmusic"
    echo "my diary" >diary
    ln -s "$PWD/diary" "$XDG_STATE_HOME/bgmusic/chat_history"
    converse
    screen_keys "/quit" Enter
    screen_end
    [ "$(cat diary)" = "my diary" ]
}

@test "a history of many lines is cut to the latest" {
    service_start
    mkdir -p "$XDG_STATE_HOME/bgmusic"
    seq 1 2000 >"$XDG_STATE_HOME/bgmusic/chat_history"
    converse
    screen_keys Up Up
    screen_wait "bgmusic> 1999"
    screen_keys C-u "/quit" Enter
    screen_end
    [ "$(wc -l <"$XDG_STATE_HOME/bgmusic/chat_history")" -le 501 ]
    [ "$(tail -n 1 "$XDG_STATE_HOME/bgmusic/chat_history")" = /quit ]
}

@test "the reply is printed as it comes, made safe, GUI talk translated" {
    service_start '{"rules":[{"path":"/run_sse","type":"text/event-stream","pieces":[
        {"text":"'"$(said 'First things first. ' ',\"partial\":true')"'"},
        {"text":"'"$(said 'Then \u001b[31mred. ' ',\"partial\":true')"'","pause_ms":100},
        {"text":"'"$(said 'Last words.' ',\"partial\":true')"'","pause_ms":2500}]}]}'
    converse
    screen_keys "what now" Enter
    screen_wait "First things first. Then red."
    screen >while
    screen_wait "Last words."
    if grep -q "Last words" while; then fail "nothing was streamed"; fi
    screen_keys "/quit" Enter
    screen_end
    [ "$(screen_lines | grep -c 'First things first')" = 1 ]
}

@test "Ctrl-C ends the turn and not the program; the next turn works" {
    service_start '{"rules":[{"path":"/run_sse","call":1,"type":"text/event-stream","pieces":[
        {"text":"'"$(said 'Just a moment. ' ',\"partial\":true')"'"},{"text":": alive\n\n","pause_ms":4000}]}]}'
    converse
    screen_keys "add calm music" Enter
    screen_wait "Just a moment."
    screen_keys C-c
    screen_wait "the turn was ended"
    screen_keys "add calm music again" Enter
    screen_wait "Timeline ("
    screen_keys "half a line"
    screen_wait "bgmusic> half a line"
    screen_keys C-c
    screen_wait_lines "bgmusic>" 4
    screen_keys "/quit" Enter
    screen_end
    [ "$screen_status" = 0 ] || fail "exit code $screen_status: $(screen_lines)"
    [ "$(calls POST /run_sse)" = 2 ]
}

@test "slash commands: state, credits, undo, help, a mistyped one; a path is no command" {
    service_start
    converse
    screen_keys "add calm music" Enter
    screen_wait "Timeline ("
    screen_keys "/credits" Enter
    screen_wait "available"
    screen_keys "/state" Enter
    screen_wait " 1. BGM Lo-fi "
    screen_keys "/stat" Enter
    screen_wait "did you mean /state?"
    screen_keys "/help" Enter
    screen_wait "take back the last change"
    screen_wait "/versions"
    [ "$(calls POST /run_sse)" = 1 ]
    screen_keys "/undo" Enter
    for i in {1..100}; do
        [ "$(calls POST /run_sse)" -lt 2 ] || break
        read -r -t 0.05 <> <(:) || :
    done
    [ "$(calls POST /run_sse)" = 2 ]
    messages | grep -q "Undo the last change"
    screen_keys "/quit" Enter
    screen_end
    [ "$screen_status" = 0 ] || fail "exit code $screen_status: $(screen_lines)"
}

@test "/export makes the file, whatever it is called; /upload takes any name" {
    service_start
    printf '\0\0\0\030ftypmp42\0\0\0\0mp42isom' >"to my clip.mp4"
    converse
    screen_keys "add calm music" Enter
    screen_wait "Timeline ("
    screen_keys "/export the final cut.mp4" Enter
    screen_wait_lines "the final cut.mp4" 2
    screen_keys '/upload "to my clip.mp4"' Enter
    screen_wait "in session "
    screen_keys "/quit" Enter
    screen_end
    [ "$screen_status" = 0 ]
    [ -s "the final cut.mp4" ]
    [ "$(calls POST /run_sse)" = 1 ]
    [ "$(calls POST /api/upload-video)" = 1 ]
    grep upload-video "$record" | grep -q "to my clip.mp4"
}

@test "what the reply asks for is offered: an export, an upload" {
    service_start '{"rules":[
        {"path":"/run_sse","call":1,"type":"text/event-stream","body":"'"$(said 'It is done. Would you like to export it?')"'"},
        {"path":"/run_sse","call":2,"type":"text/event-stream","body":"'"$(said 'There is no video yet. Please upload one first.')"'"}]}'
    converse
    screen_keys "are you done" Enter
    screen_wait "export now? [y/N]"
    screen_keys "n" Enter
    screen_wait "not exported"
    screen_keys "and now" Enter
    screen_wait "upload which file?"
    screen_keys Enter
    screen_keys "/quit" Enter
    screen_end
    [ "$screen_status" = 0 ] || fail "exit code $screen_status: $(screen_lines)"
    [ "$(calls POST /run_sse)" = 2 ]
}

@test "a failed turn is told, and the conversation goes on; SIGTERM ends it with 143" {
    service_start '{"rules":[{"path":"/run_sse","call":1,"status":200,"json":{"code":2001,"message":"insufficient credits"}}]}'
    converse
    screen_keys "add calm music" Enter
    screen_wait "bgmusic: "
    screen_keys "add calm music" Enter
    screen_wait "Timeline ("
    kill -TERM "$(screen_pid)"
    screen_end
    [ "$screen_status" = 143 ]
}

ask='data: {\"content\":{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"id\":\"q\",\"name\":\"ask_question\",\"args\":{\"title\":\"The music\",\"questions\":[{\"id\":\"m\",\"prompt\":\"Which moods fit?\",\"options\":[{\"id\":\"c\",\"label\":\"Calm piano\"},{\"id\":\"l\",\"label\":\"Lo-fi\"},{\"id\":\"j\",\"label\":\"Jazz\"}],\"allow_multiple\":true},{\"id\":\"t\",\"prompt\":\"What is the title?\"}]}}}]}}\n\n'

@test "a question of the agent: numbers, words and free text answer it, the turn goes on; Ctrl-D leaves it open" {
    service_start '{"rules":[{"path":"/run_sse","call":1,"type":"text/event-stream","body":"'"$ask"'"},
        {"path":"/run_sse","call":3,"type":"text/event-stream","body":"'"$ask"'"}]}'
    converse
    screen_keys "add music" Enter
    screen_wait "3) Jazz"
    screen_wait "1. numbers, or your own words:"
    screen_keys "1 9" Enter
    screen_wait "there is no choice 1 9"
    screen_keys "1，jazz" Enter
    screen_wait "2. your answer:"
    screen_keys "Summer at sea" Enter
    screen_wait "Timeline ("
    [ "$(messages | tail -n 2)" = $'1. Which moods fit?: Calm piano, Jazz\n2. What is the title?: Summer at sea' ] || fail "$(messages)"
    screen_keys "and more" Enter
    screen_wait_lines "1. numbers, or your own words:" 3
    screen_keys Enter
    screen_keys C-d
    screen_wait "the agent asks before it goes on"
    [ "$(calls POST /run_sse)" = 3 ]
    screen_stop
}
