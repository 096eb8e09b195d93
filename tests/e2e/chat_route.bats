#!/usr/bin/env bats
# Requests in a conversation are done here; edits that hold the same words are sent.
load ../helper

draft() { bgmusic state --raw | jq -c .data.state.draft; }

@test "state and credits answer as the commands do, and nothing is sent" {
    export BGMUSIC_ENGINE=local
    clip clip.mp4 3
    bgmusic -q upload clip.mp4
    before=$(draft)
    state=$(bgmusic state)
    credits=$(bgmusic credits)
    [[ "$state" == "Timeline (1 track)"* && "$credits" == available* ]]
    for line in status "Show me the tracks, please." "给我看看状态" "what's in the timeline?"; do
        run_apart bgmusic chat "$line"
        expect_status 0
        [ "$output" = "$state" ] || fail "$line"
    done
    for line in credits "how many credits do I have left?" "余额多少" "查一下积分"; do
        run_apart bgmusic chat "$line"
        expect_status 0
        [ "$output" = "$credits" ] || fail "$line"
    done
    # Unquoted words are one message.
    [ "$(bgmusic -q chat show tracks)" = "$state" ]
    [ "$(draft)" = "$before" ]
}

@test "credits need no session, the state does" {
    export BGMUSIC_ENGINE=local
    run_apart bgmusic chat credits
    expect_status 0
    expect_output available
    run_apart bgmusic chat status
    expect_status 10
    run_apart bgmusic chat "add calm music"
    expect_status 10
    run_apart bgmusic -q chat <<<$'credits\nadd calm music\nmake it louder'
    expect_status 10
    expect_output available
}

@test "a file is uploaded by its path or by name; a session is made for it" {
    export BGMUSIC_ENGINE=local
    clip clip.mp4 3
    cp clip.mp4 "my clip.mp4"
    run_apart bgmusic chat "upload clip.mp4"
    expect_status 0
    [ "$output" = clip.mp4 ]
    expect_stderr "in session "
    bgmusic state | grep -q '1. Video: clip.mp4'
    run_apart bgmusic chat "my clip.mp4"
    expect_status 0
    [ "$output" = "my clip.mp4" ]
    run_apart bgmusic chat "请上传视频：clip.mp4"
    expect_status 0
    [ "$output" = clip.mp4 ]
    cp clip.mp4 "$HOME/home.mp4"
    run_apart bgmusic chat 'upload ~/home.mp4, please'
    expect_status 0
    [ "$output" = home.mp4 ]
    run_apart bgmusic chat --json "upload clip.mp4"
    jq -e '.ok and .command == "chat" and .action == "upload" and .files[0].filename == "clip.mp4"' <<<"$output" || fail json
}

@test "what cannot be uploaded: the exit codes of upload" {
    export BGMUSIC_ENGINE=local
    run_apart bgmusic chat upload </dev/null
    expect_status 2
    expect_clean_error
    expect_stderr "which file"
    run_apart bgmusic chat 上传文件 </dev/null
    expect_status 2
    run_apart bgmusic chat "upload gone.mp4"
    expect_status 7
    expect_stderr gone.mp4
    echo words >notes.txt
    run_apart bgmusic chat notes.txt
    expect_status 7
    run_apart bgmusic session show
    expect_status 10 # none was made for it
}

@test "export is done, off a terminal too, and takes the next free name" {
    export BGMUSIC_ENGINE=local
    clip clip.mp4 3
    bgmusic -q upload clip.mp4
    bgmusic -q chat "add calm lo-fi music" >/dev/null
    before=$(draft)
    run_apart bgmusic chat "download the video" </dev/null
    expect_status 0
    [ "$output" = clip-music.mp4 ] || fail "not the path"
    within "$(duration_of clip-music.mp4 v:0)" 2.9 3.1
    run_apart bgmusic chat --yes 导出视频
    expect_status 0
    [ "$output" = clip-music-2.mp4 ] || fail "not the next name"
    run_apart bgmusic export
    expect_status 8
    run_apart bgmusic chat --json "export it to second.mp4, please"
    expect_status 0
    jq -e '.ok and .command == "chat" and .action == "export" and .output == "second.mp4" and (.render_id | startswith("render_"))
        and (.tracks | length == 2)' <<<"$output" || fail json
    [ -s second.mp4 ]
    [ "$(draft)" = "$before" ]
}

@test "edits that hold the words are sent" {
    export BGMUSIC_ENGINE=local
    clip clip.mp4 3
    bgmusic -q upload clip.mp4
    bgmusic -q chat "add calm music" >/dev/null
    run_apart bgmusic chat --json 'put the title "Export credits" for 2 s'
    expect_status 0
    jq -e '.action == null and (.reply | length > 0) and (.tracks | length == 3)' <<<"$output" || fail title
    for line in "make the download arrow bigger" "balance the voice and the music" "在片尾加上积分"; do
        # Done, or asked about, or not understood: in any case it is the engine that answers.
        run_apart bgmusic chat --yes --json "$line"
        case $status in 0 | 12 | 13) ;; *) fail "$line: exit code $status" ;; esac
        jq -e '.action == null and .session_id != null or .error.exit == 13' <<<"$output" || fail "$line"
    done
    [ ! -e clip-music.mp4 ]
}

@test "lines from stdin: upload, edit, state, export in one conversation" {
    export BGMUSIC_ENGINE=local
    clip clip.mp4 3
    run_apart bgmusic -q chat --yes --json <<<$'clip.mp4\nadd ambient music\n\n状态\ncredits\n导出'
    expect_status 0
    [ "$(jq -rs 'map(.action // "edit") | join(" ")' <<<"$output")" = "upload edit state credits export" ] || fail order
    [ -s clip-music.mp4 ]
    run_apart bgmusic -q chat <<<$'upload gone.mp4\nstatus'
    expect_status 11
    expect_output "Timeline (2 tracks)"
}

# at_terminal INPUT COMMAND...: on a pseudo terminal; what it shows in $output
at_terminal() {
    local input=$1
    shift
    set +e
    output=$(printf '%b' "$input" | timeout 60 script -qec "$*" /dev/null)
    status=$?
    set -e
}

@test "at a terminal an export is done, and a bare upload asks for the file" {
    command -v script >/dev/null || fail "script(1) is missing"
    export BGMUSIC_ENGINE=local
    clip clip.mp4 3
    at_terminal 'upload\nclip.mp4\nexport\n/quit\n' bgmusic chat
    expect_status 0
    expect_output "which file? "
    expect_output clip-music.mp4
    [ -s clip-music.mp4 ]
    at_terminal '' bgmusic chat "导出视频"
    expect_status 0
    expect_output clip-music-2.mp4
    [ -s clip-music.mp4 ]
}

@test "undo and redo tell how many changes they went through" {
    export BGMUSIC_ENGINE=local
    clip clip.mp4 3
    bgmusic -q upload clip.mp4
    bgmusic -q chat "add calm music"
    bgmusic -q chat "make it louder"
    bgmusic -q chat "make it louder"
    run_apart bgmusic chat "undo twice"
    expect_output "The last 2 changes were undone."
    run_apart bgmusic chat "redo twice"
    expect_output "2 changes were done again."
    run_apart bgmusic chat "撤销两次"
    expect_output "已撤销 2 次修改。"
    run_apart bgmusic chat "redo"
    expect_output "The change was done again."
    run_apart bgmusic chat "undo five times"
    expect_output "The last 2 changes were undone. There are no more."
}

@test "undo brings earlier timelines back, one turn at a time, up to the last upload" {
    export BGMUSIC_ENGINE=local
    clip clip.mp4 3
    bgmusic -q upload clip.mp4
    empty=$(bgmusic state)
    bgmusic -q chat "add calm music"
    first=$(draft)
    bgmusic -q chat "make it louder"
    second=$(draft)
    [ "$first" != "$second" ]
    run_apart bgmusic chat "what is the weather like in Rome?"
    [ "$(draft)" = "$second" ]
    run_apart bgmusic chat "Undo the last change."
    expect_status 0
    expect_output "undone"
    [ "$(draft)" = "$first" ]
    run_apart bgmusic chat "撤销"
    [ "$(bgmusic state)" = "$empty" ]
    run_apart bgmusic chat "undo that, please"
    expect_status 0
    expect_output "nothing to undo"
    bgmusic -q chat "add calm music"
    before=$(draft)
    clip other.mp4 2
    bgmusic -q upload other.mp4
    run_apart bgmusic chat undo
    expect_output "undone"
    [ "$(draft)" = "$before" ]
    bgmusic -q chat "make it louder"
    bgmusic -q chat "make it slower"
    run_apart bgmusic chat "undo the louder"
    bgmusic state | grep -q '35%'
    run_apart bgmusic chat "which versions are there?"
    expect_output "make it slower"
    run_apart bgmusic chat "list the versions"
    expect_output "make it slower"
}
