#!/usr/bin/env bats
# What a render gives besides the video, or in its place: stems, MIDI, the music alone; and what only the local engine does.
load ../helper

@test "--stems writes what was mixed: the original and the music add up to the result" {
    spoken_clip talk.mp4 8
    run_apart bgmusic add talk.mp4 -p "calm lo-fi" --stems parts --midi made/notes.mid --report pages/page.html --loudness keep --engine local
    expect_status 0
    [ "$output" = talk-music.mp4 ]
    [ "$(head -c 4 made/notes.mid)" = MThd ]
    grep -q "talk-music.mp4" pages/page.html
    [ "$(ls parts/part-0?-*.wav | wc -l)" -ge 3 ]
    for file in parts/*.wav; do
        within "$(duration_of "$file" a:0)" 7.9 8.1
    done
    # With the loudness kept nothing is done after the sum: the difference is what AAC costs.
    ffmpeg -nostdin -hide_banner -i talk-music.mp4 -i parts/original.wav -i parts/music.wav -filter_complex \
        "[1][2]amix=inputs=2:normalize=0,volume=-1[n];[0:a][n]amix=inputs=2:normalize=0,astats=measure_perchannel=none" \
        -f null - 2>astats
    ffmpeg -nostdin -hide_banner -i talk-music.mp4 -af astats=measure_perchannel=none -f null - 2>whole
    left=$(awk '/RMS level dB/ {print $NF}' astats) all=$(awk '/RMS level dB/ {print $NF}' whole)
    within "$(awk -v l="$left" -v a="$all" 'BEGIN {print a - l}')" 18 120
    # Again: what is there is not replaced without --force.
    run_apart bgmusic add talk.mp4 -p "calm lo-fi" --stems parts -o again.mp4 --engine local
    expect_status 8
    expect_stderr "exists already"
}

@test "--preview gives the music alone at the wanted loudness, as long as the video" {
    spoken_clip talk.mp4 8
    run_apart bgmusic add talk.mp4 -p "upbeat pop" --preview --engine local
    expect_status 0
    [ "$output" = talk-music.wav ]
    within "$(duration_of talk-music.wav a:0)" 7.96 8.04
    read -r loudness peak < <(loudness_of talk-music.wav)
    within "$loudness" -14.6 -13.4
    within "$peak" -9 -1.0
    [ ! -e talk-music.mp4 ]
    # A job of this kind is no render that an export of the same timeline may pick up.
    jq -e '.step == "done" and .draft_mark == null' "$XDG_STATE_HOME"/bgmusic/jobs/*.json
    rm -r "$XDG_STATE_HOME/bgmusic/jobs"
    bgmusic -q add talk.mp4 -p "upbeat pop" --engine local -o video.mp4 >out
    jq -e '.draft_mark | length == 16' "$XDG_STATE_HOME"/bgmusic/jobs/*.json
    # On stdout no ending says what it is.
    clip short.mp4 1
    [ "$(bgmusic -q add short.mp4 --preview -o - --engine local | head -c 4)" = RIFF ] || fail "no WAV on stdout"
}

@test "--duck 20 lowers the music by 6 LU more than usual, and --no-duck contradicts it" {
    spoken_clip talk.mp4 8
    run_apart bgmusic add talk.mp4 -p calm --duck 20 --loudness keep --seed 3 --stems low -o low.mp4 --engine local
    expect_status 0
    bgmusic -q add talk.mp4 -p calm --loudness keep --seed 3 --stems usual -o usual.mp4 --engine local
    for kind in low usual; do
        ffmpeg -nostdin -v error -y -t 4 -i $kind/music.wav $kind.wav
    done
    read -r low peak < <(loudness_of low.wav)
    read -r usual peak < <(loudness_of usual.wav)
    within "$(awk -v a="$usual" -v b="$low" 'BEGIN {print a - b}')" 5.5 6.5
    run_apart bgmusic add talk.mp4 --duck 20 --no-duck --engine local
    expect_status 2
}

@test "the cloud gives none of it, and is not asked" {
    service_start
    clip clip.mp4 2
    for option in "--stems parts" "--midi notes.mid" --preview; do
        # shellcheck disable=SC2086
        run_apart bgmusic add clip.mp4 $option
        expect_status 2
        expect_stderr "--engine local"
    done
    [ "$(calls POST upload-video)" = 0 ]
    run_apart bgmusic add clip.mp4 --stems a --music b.mp3 --midi c.mid
    [ "$status" != 0 ]
}

@test "parts have names of their own, and no other is served" {
    clip clip.mp4 3
    coproc serve (bgmusic -q serve --port 0)
    read -r base <&"${serve[0]}"
    base=${base%/}
    export NEMO_API_URL=$base
    run_apart bgmusic add clip.mp4 -p calm -o out.mp4
    expect_status 0
    token=$(curl -sf -X POST -H 'X-Client-Id: c1' "$base/api/auth/anonymous-token" | jq -r .data.token)
    run_apart curl -s -o /dev/null -w '%{http_code}' -H "Authorization: Bearer $token" \
        "$base/api/render/proxy/render_x/parts/..%2Fengine.db"
    kill "$serve_PID"
    [ "$output" = 404 ]
}
