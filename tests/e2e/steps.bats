#!/usr/bin/env bats
# The steps as commands on the local engine, one process each, state kept between them.
load ../helper

@test "upload, chat, state, export, credits, session, auth" {
    export BGMUSIC_ENGINE=local
    clip clip.mp4 6
    run_apart bgmusic upload clip.mp4
    expect_status 0
    [ "$output" = clip.mp4 ]

    run_apart bgmusic state
    expect_status 0
    [ "${output%%$'\n'*}" = "Timeline (1 track): 1. Video: clip.mp4 (0-6s)" ]

    run_apart bgmusic chat "add calm lo-fi music"
    expect_status 0
    expect_output "added BGM: "
    expect_output "Timeline (2 tracks): 1. Video: clip.mp4 (0-6s) 2. BGM: "
    expect_output "35%"

    run_apart bgmusic chat "make it jazzier and a bit louder"
    expect_status 0
    expect_output "BGM volume 35% -> "

    run_apart bgmusic chat "换成欢快的音乐"
    expect_status 0
    expect_output "BGM"

    run_apart bgmusic chat 'put the title "Urban Dreams" for 3 s'
    expect_status 0
    expect_output '"Urban Dreams" (0-3s)'

    run_apart bgmusic state --json
    jq -e '.ok and .command == "state" and .engine == "local" and (.summary | startswith("Timeline (3 tracks)"))
        and (.tracks | length == 3)' <<<"$output" || fail "state"

    run_apart bgmusic export
    expect_status 0
    [ "$output" = clip-music.mp4 ]
    within "$(duration_of clip-music.mp4 v:0)" 5.9 6.1

    run_apart bgmusic credits
    expect_status 0
    expect_output "available"

    run_apart bgmusic session list
    expect_status 0
    [[ "$output" == "* "* ]]
    id=$(bgmusic session show)
    [ ${#id} = 19 ]
    other=$(bgmusic session new second)
    [ "$(bgmusic session show)" = "$other" ]
    [ "$(bgmusic session use "$id")" = "$id" ]
    bgmusic state --session "$other" | grep -q '^Timeline (0 tracks)'
    bgmusic auth status | grep -q 'anonymous'
}

@test "music that is brought back is the piece that was taken away; where none was, some is added" {
    export BGMUSIC_ENGINE=local
    clip clip.mp4 4
    bgmusic -q upload clip.mp4
    run_apart bgmusic chat "bring the music back"
    expect_status 0
    expect_output "added BGM: "
    bgmusic -q chat "add jazz with a flute"
    music=$(bgmusic state --raw | jq -c '.data.state.draft.t[] | select(.tt == 1).sg[0].m')
    bgmusic -q chat "remove the music"
    bgmusic -q chat 'put the title "Hi" for 2 s'
    run_apart bgmusic chat "devuélveme la música"
    expect_status 0
    [ "$(bgmusic state --raw | jq -c '.data.state.draft.t[] | select(.tt == 1).sg[0].m')" = "$music" ]
    bgmusic state | grep -q '"Hi"'
}

@test "what is not understood changes nothing and says so" {
    export BGMUSIC_ENGINE=local
    clip clip.mp4 3
    bgmusic -q upload clip.mp4
    before=$(bgmusic state --raw)
    run_apart bgmusic chat "what is the weather like in Rome?"
    expect_status 13
    expect_stderr "nothing was changed"
    [ "$(bgmusic state --raw | jq -c .data.state.draft)" = "$(jq -c .data.state.draft <<<"$before")" ]
}

@test "messages line by line from stdin" {
    export BGMUSIC_ENGINE=local
    clip clip.mp4 3
    bgmusic -q upload clip.mp4
    printf 'add ambient music\nmusic volume 20%%\n' | bgmusic -q chat >replies
    grep -q '20%' replies
    bgmusic state | grep -q '20%'
}

@test "no session, nothing to export, unknown session: 10" {
    export BGMUSIC_ENGINE=local
    run_apart bgmusic state
    expect_status 10
    expect_stderr "bgmusic session new"
    bgmusic session new >/dev/null
    run_apart bgmusic export
    expect_status 10
    run_apart bgmusic state --session 1234567890123456789
    expect_status 10
}

@test "a render that nobody waited for is picked up by the next process" {
    export BGMUSIC_ENGINE=local
    clip clip.mp4 3
    bgmusic -q upload clip.mp4
    bgmusic -q chat "add upbeat music" >/dev/null
    id=$(bgmusic -q export --no-wait)
    [[ "$id" == render_* ]]
    run_apart bgmusic export --render "$id" -o picked.mp4
    expect_status 0
    [ "$output" = picked.mp4 ]
    run_apart bgmusic export --render render_00000000000000000000000000000000 -o none.mp4
    expect_status 10
}

@test "serve: another client over loopback, with a token on every call" {
    mkfifo address
    bgmusic serve >address 2>/dev/null &
    pid=$!
    read -r url <address
    [[ "$url" == http://127.0.0.1:* ]]
    [ "$(curl -s -o /dev/null -w '%{http_code}' "$url/api/credits/balance/simple")" = 401 ]
    token=$(curl -s -X POST -H 'X-Client-Id: somebody' "$url/api/auth/anonymous-token" | jq -r .data.token)
    [[ "$token" == nmv_usr_* ]]
    curl -sf -H "Authorization: Bearer $token" "$url/api/credits/balance/simple" | jq -e '.code == 0'
    clip clip.mp4 3
    XDG_STATE_HOME="$HOME/state2" run_apart bgmusic add clip.mp4 -p ambient --api-url "$url" --json
    kill -TERM $pid
    ended=0
    wait $pid || ended=$?
    [ "$ended" = 143 ] || fail "serve ended with $ended"
    expect_status 0
    [ "$(jq -r .engine <<<"$output")" = cloud ]
    within "$(duration_of clip-music.mp4 a:0)" 2.9 3.1
}

@test "every edit that changed something tells what" {
    clip clip.mp4 2
    bgmusic -q upload clip.mp4 --engine local >/dev/null
    bgmusic -q chat "upbeat rock with drums" --engine local >/dev/null
    for line in "make it sadder" slower "in F# minor" "more piano" "without drums" "another one" "starts quiet, builds up at 0:01" \
        "louder from 0:01 to 0:02" "no ducking" "keep the loudness" "make it jazz"; do
        run_apart bgmusic chat "$line" --json --engine local
        expect_status 0
        jq -e '.changes != "" and .changes != null' <<<"$output" || fail "$line: $output"
    done
    run_apart bgmusic chat "how are you?" --json --engine local
    expect_status 13
    jq -e '.ok == false and .error.status == "not_understood"' <<<"$output" || fail "$output"
}
