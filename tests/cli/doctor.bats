#!/usr/bin/env bats
# doctor: what it finds, what it advises, and its exit code. The programs it asks are stand-ins where a version matters.
load ../helper

state_of() { jq -r --arg n "$1" '.checks[] | select(.name == $n) | .state' <<<"$output"; }
fix_of() { jq -r --arg n "$1" '.checks[] | select(.name == $n) | .fix' <<<"$output"; }
text_of() { jq -r --arg n "$1" '.checks[] | select(.name == $n) | .text' <<<"$output"; }

# A PATH with this program and the named stand-ins alone.
programs() {
    mkdir -p bin
    ln -sf "$BGMUSIC" bin/bgmusic
    for name in "$@"; do
        printf '#!/bin/sh\ncase $1 in -version) echo "%s version 7.7-test Copyright";; *) echo " V libx264 x"; echo " A aac x";; esac\n' \
            "$name" >"bin/$name"
        chmod +x "bin/$name"
    done
}

@test "the cloud: service, token and credits decide; what the local engine lacks is a warning" {
    service_start
    programs ffmpeg
    run_apart env PATH=$PWD/bin "$BGMUSIC" doctor --json
    expect_status 0
    [ "$(jq -r .ok <<<"$output")" = true ]
    [ "$(jq -r .engine <<<"$output")" = cloud ]
    [ "$(state_of service)" = ok ]
    [ "$(state_of token)" = ok ]
    [[ "$(text_of token)" == anonymous* ]]
    [ "$(state_of credits)" = ok ]
    [[ "$(text_of version)" == "bgmusic "*", libcurl "* ]]
    if [ -n "$(state_of ffmpeg)" ]; then # built with the local engine
        [ "$(text_of ffmpeg)" = 7.7-test ]
        [ "$(state_of ffprobe)" = warning ]
        [[ "$(fix_of ffprobe)" == *"install ffmpeg"* ]]
    fi
}

@test "no credits and a service that is not there are faults with exit codes of their own" {
    service_start '{"rules":[{"path":"/api/credits/*","status":200,"json":{"code":0,"data":{"available":0,"frozen":0,"total":100}}}]}'
    run_apart bgmusic doctor --json
    expect_status 4
    [ "$(jq -r .ok <<<"$output")" = false ]
    [ "$(jq -r .error.status <<<"$output")" = out_of_credits ]
    [ "$(state_of credits)" = fault ]
    [[ "$(fix_of credits)" == *register* ]]
    kill "$service_pid"
    wait "$service_pid" || :
    run_apart bgmusic doctor
    expect_status 5
    expect_output "fault    service"
    expect_output "fix: "
    expect_stderr "1 fault was found"
}

@test "a token that the service refuses is a fault, though one was given" {
    service_start '{"rules":[{"path":"/api/credits/*","status":401,"json":{"code":1001,"message":"expired"}}]}'
    NEMO_TOKEN=nmv_usr_refused123 run_apart bgmusic doctor --json
    expect_status 3
    [ "$(state_of service)" = ok ]
    [ "$(state_of token)" = fault ]
    [[ "$output$stderr" != *refused123* ]]
}

@test "a folder that cannot be written is a fault with the line that mends it" {
    service_start
    echo >"$BATS_TEST_TMPDIR/plain"
    XDG_STATE_HOME="$BATS_TEST_TMPDIR/plain/x" run_apart bgmusic doctor --json
    expect_status 8
    [ "$(jq -r .ok <<<"$output")" = false ]
    [ "$(state_of "state folder")" = fault ]
    [[ "$(fix_of "state folder")" == *"move that file away"* ]]
    # The system's own folder: without rights for anybody, root apart.
    XDG_CONFIG_HOME=/proc/none run_apart bgmusic doctor --json
    expect_status 8
    [ "$(state_of "settings folder")" = fault ]
    [ "$(state_of "client id folder")" = fault ]
    [ -n "$(fix_of "settings folder")" ]
}
