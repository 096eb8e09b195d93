#!/usr/bin/env bats
# The main job on the local engine, with real ffmpeg and FluidSynth, over real HTTP.
load ../helper

@test "add puts music under a clip: path on stdout, exact length, picture untouched, loudness" {
    spoken_clip talk.mp4 8
    run_apart bgmusic add talk.mp4 --prompt "calm lo-fi" --engine local
    expect_status 0
    [ "$output" = talk-music.mp4 ]
    [ -f talk-music.mp4 ]
    [ ! -e talk-music.mp4.part ]
    [ "$(picture_hash talk.mp4)" = "$(picture_hash talk-music.mp4)" ]
    within "$(duration_of talk-music.mp4 v:0)" 7.96 8.04
    within "$(duration_of talk-music.mp4 a:0)" 7.96 8.04
    read -r loudness peak < <(loudness_of talk-music.mp4)
    within "$loudness" -15 -13
    within "$peak" -9 -1.0
    expect_stderr "Timeline ("
    expect_stderr "BGM: "
}

@test "the same line without network: auto falls to the local engine with one notice" {
    clip clip.mp4 4
    # Nothing listens on this proxy, so the cloud is out of reach whatever this machine's network is.
    https_proxy=http://127.0.0.1:9 run_apart bgmusic add clip.mp4 --prompt "calm lo-fi"
    expect_status 0
    [ "$output" = clip-music.mp4 ]
    [ "$(grep -c 'the local engine does the work' <<<"$stderr")" = 1 ]
}

@test "what insists on the cloud does not fall back" {
    clip clip.mp4 4
    https_proxy=http://127.0.0.1:9 run_apart bgmusic add clip.mp4 --engine cloud
    expect_status 5
    https_proxy=http://127.0.0.1:9 NEMO_TOKEN=nmv_usr_x123456789 run_apart bgmusic add clip.mp4
    expect_status 5
    [ ! -e clip-music.mp4 ]
}

@test "mov, mkv, webm, avi, with and without sound" {
    clip a.mov 3
    clip b.mkv 3
    clip d.avi 3 -c:a mp3
    clip e.mp4 3 -an
    ffmpeg -nostdin -v error -y -i a.mov -c:v libvpx -deadline realtime -c:a libopus c.webm
    run_apart bgmusic add a.mov b.mkv c.webm d.avi e.mp4 --prompt upbeat --engine local
    expect_status 0
    [ "$output" = "$(printf '%s-music.mp4\n' a b c d e)" ]
    # Four pictures are copied; the fifth is encoded, and the reason is told.
    [ "$(grep -c 'encoded again: MP4 cannot hold its codec (vp8)' <<<"$stderr")" = 1 ]
    [ "$(grep -c 'encoded again' <<<"$stderr")" = 1 ]
    for name in a b c d e; do
        within "$(duration_of $name-music.mp4 v:0)" 2.9 3.1
        within "$(duration_of $name-music.mp4 a:0)" 2.9 3.1
    done
}

@test "JSON has the promised keys" {
    clip clip.mp4 4
    run_apart bgmusic add clip.mp4 -p "upbeat qrxzvb" --volume 50 --fade-in 1 --fade-out 2 --title "Hello" --json --engine local
    expect_status 0
    jq -e '.ok and .command == "add" and .input == "clip.mp4" and .output == "clip-music.mp4" and .engine == "local"
        and (.session_id | type == "string" and length == 19) and (.render_id | type == "string")
        and .duration_ms == 4000 and .link == null
        and .warnings == ["\"qrxzvb\" of the prompt was not understood and did not count",
            "The picture was encoded again: titles are drawn on it."]' <<<"$output" || fail "keys"
    jq -e '[.tracks[].type] == ["video", "audio", "text"]' <<<"$output" || fail "tracks"
    jq -e '.tracks[1] | .volume == 0.5 and .start_ms == 0 and .end_ms == 4000' <<<"$output" || fail "music"
    run_apart bgmusic add missing.mp4 --json --engine local
    expect_status 7
    jq -e '.ok == false and .input == "missing.mp4" and .error.exit == 7' <<<"$output" || fail "error"
}

@test "music in a part of the video only" {
    clip clip.mp4 6 -an
    run_apart bgmusic add clip.mp4 -p "upbeat" --from 2 --to 0:05 --engine local --json
    expect_status 0
    jq -e '.tracks[1] | .start_ms == 2000 and .end_ms == 5000' <<<"$output" || fail "times"
    # Before it begins there is silence, later there is not.
    before=$(ffmpeg -nostdin -hide_banner -t 1.8 -i clip-music.mp4 -af volumedetect -f null - 2>&1 | awk '/max_volume/ {print $5}')
    during=$(ffmpeg -nostdin -hide_banner -ss 2.2 -t 2.5 -i clip-music.mp4 -af volumedetect -f null - 2>&1 | awk '/max_volume/ {print $5}')
    within "$before" -200 -60
    within "$during" -20 0
}

@test "music from a time on, with the wishes that stand before it" {
    clip clip.mp4 4 -an
    run_apart bgmusic add clip.mp4 -p "upbeat, stops at 0:02 for one second" --volume 20 --fade-in 0.5 --fade-out 1 --from 0:01 --engine local --json
    expect_status 0
    jq -e '.silences == [{"start_ms": 2000, "end_ms": 3000}]' <<<"$output" || fail "silences"
    jq -e '.warnings == [] and (.tracks[1] | .start_ms == 1000 and .end_ms == 4000 and .volume == 0.2)' <<<"$output" || fail "$output"
}

@test "the same seed gives the same sound, another seed another" {
    clip clip.mp4 4 -an
    sound_hash() { ffmpeg -nostdin -v error -i "$1" -map 0:a:0 -c copy -f hash -hash md5 -; }
    bgmusic -q add clip.mp4 --seed 7 -o one.mp4 --engine local
    bgmusic -q add clip.mp4 --seed 7 -o two.mp4 --engine local
    bgmusic -q add clip.mp4 --seed 8 -o three.mp4 --engine local
    [ "$(sound_hash one.mp4)" = "$(sound_hash two.mp4)" ]
    [ "$(sound_hash one.mp4)" != "$(sound_hash three.mp4)" ]
}

@test "a track of one's own, cut to the video's length" {
    clip clip.mp4 4 -an
    ffmpeg -nostdin -v error -f lavfi -i "sine=frequency=440:duration=20" own.mp3
    run_apart bgmusic add clip.mp4 --music own.mp3 --engine local
    expect_status 0
    expect_stderr "own.mp3"
    within "$(duration_of clip-music.mp4 a:0)" 3.9 4.1
}

@test "replace the sound, keep the loudness, template, folder, stdout" {
    spoken_clip talk.mp4 8
    mkdir out
    bgmusic -q add talk.mp4 --replace-audio -o '{dir}/out/{stem}-{n}.mp4' --engine local >path
    [ "$(cat path)" = ./out/talk-1.mp4 ] || [ "$(cat path)" = out/talk-1.mp4 ]
    bgmusic -q add talk.mp4 --loudness keep -o out --engine local >path
    [ "$(cat path)" = out/talk-music.mp4 ]
    bgmusic -q add talk.mp4 --loudness broadcast -o - --engine local >stream.mp4
    read -r loudness _ < <(loudness_of stream.mp4)
    within "$loudness" -24 -22
}

@test "an output that exists is refused before anything is done, --force replaces it" {
    clip clip.mp4 3
    echo precious >clip-music.mp4
    run_apart bgmusic add clip.mp4 --engine local
    expect_status 8
    expect_stderr "--force"
    [ "$(cat clip-music.mp4)" = precious ]
    [ ! -d "$XDG_DATA_HOME/bgmusic" ]
    run_apart bgmusic add clip.mp4 --engine local --skip-existing
    expect_status 0
    run_apart bgmusic add clip.mp4 --engine local --force
    expect_status 0
    within "$(duration_of clip-music.mp4 a:0)" 2.9 3.1
}

@test "a dry run prints the plan and changes nothing" {
    clip clip.mp4 3
    run_apart bgmusic add clip.mp4 -p "calm" -n --engine local
    expect_status 0
    expect_output "clip-music.mp4"
    expect_output "calm"
    [ ! -e clip-music.mp4 ]
}

@test "several inputs: each failure is reported, the rest is done, 11 at the end" {
    clip good.mp4 3
    run_apart bgmusic add good.mp4 missing.mp4 --engine local
    expect_status 11
    [ "$output" = good-music.mp4 ]
    expect_stderr "missing.mp4"
    run_apart bgmusic add good.mp4 other.mp4 -o one.mp4 --engine local
    expect_status 2
}

@test "runs side by side do not disturb each other" {
    clip a.mp4 3
    for name in b c d; do cp a.mp4 $name.mp4; done
    for name in a b c d; do bgmusic -q add $name.mp4 --engine local >out.$name 2>err.$name & done
    wait
    for name in a b c d; do
        [ "$(cat out.$name)" = $name-music.mp4 ] || { cat err.$name; false; }
        within "$(duration_of $name-music.mp4 a:0)" 2.9 3.1
    done
    [ "$(bgmusic session list --engine local | wc -l)" = 4 ]
    [ "$(wc -l <"$XDG_CONFIG_HOME/nemovideo/client_id")" = 1 ]
}

@test "Ctrl-C leaves no half file behind and says how to go on" {
    clip long.mp4 60
    bgmusic add long.mp4 --engine local >out 2>err &
    pid=$!
    # As long as it takes to come to the render; should the program end before, the loop ends too.
    while ! grep -q render err && kill -0 $pid; do sleep 0.05; done
    kill -INT $pid
    code=0
    wait $pid || code=$?
    [ "$code" = 130 ] || { cat err; false; }
    [ ! -e long-music.mp4 ]
    [ ! -e long-music.mp4.part ]
    grep -q 'bgmusic resume job-' err
    run_apart bgmusic resume --all --engine local
    expect_status 0
    [ "$(basename "$output")" = long-music.mp4 ]
    within "$(duration_of long-music.mp4 a:0)" 59.9 60.1
    [ "$(pgrep -fc "ffmpeg.*$BATS_TEST_TMPDIR")" = 0 ]
}
