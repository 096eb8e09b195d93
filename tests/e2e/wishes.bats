#!/usr/bin/env bats
# Wishes beside the prompt, from the option to the draft and the file.
load ../helper

# A clip with two sound tracks of unlike pitch and a chapter at 5 s.
two_tracks() {
    printf ';FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=5000\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=5000\nEND=9000\n' >chapters
    ffmpeg -nostdin -v error -f lavfi -i testsrc=s=160x90:d=9:r=25 -f lavfi -i sine=300:d=9 -f lavfi -i sine=500:d=9 \
        -i chapters -map 0 -map 1 -map 2 -map_metadata 3 -c:v libx264 -preset ultrafast -c:a aac "$1"
}
music() { jq -c '[.data.state.draft.t[] | select(.tt == 1)][0].sg[0].m' raw; }

@test "tempo, key, level of the original, the voice's track and marks stand in the draft and in the JSON" {
    two_tracks clip.mp4
    printf 'Name\tIn\tOut\nfirst\t00:00:03:05\t\nsecond\t0:07.5\t\n' >marks.csv
    run_apart bgmusic --json add clip.mp4 -p "calm lo-fi" --bpm 90 --key "F# minor" --original-volume 50 --audio-track 2 \
        --markers marks.csv --seed 7 --beats beats.json --engine local
    expect_status 0
    jq -e '.seed == 7 and .key == "F# minor" and .style == "lofi" and .bpm > 85 and .bpm < 95' <<<"$output"
    jq -e '(.instruments | length > 2) and (.sections | length > 0) and .loudness.before < -10' <<<"$output"
    bgmusic state --raw --engine local >raw
    jq -e '.data.state.draft.m | .original_volume == 0.5 and .voice_track == 2' raw
    jq -e '.wanted_bpm == 90 and .tonic == 6 and .mode == 1 and .markers == [[3200], [7500]]' <<<"$(music)"
    jq -e '.data.state.video_analyses[].voice_track == 2' raw
    # Both tracks are kept beside the mix.
    [ "$(ffprobe -v error -select_streams a -show_entries stream=index -of csv=p=0 clip-music.mp4 | wc -l)" -ge 2 ]
    jq -e '.unit == "s" and (.beats | length > 10) and (.bars | length > 2) and .sections[0].start == 0' beats.json
    jq -e '.wishes | .bpm == 90 and .key == "F# minor" and ."audio-track" == 2' "$XDG_STATE_HOME"/bgmusic/jobs/*.json
}

@test "chapters are marks; a track that is not there, a list without times and other nonsense are told" {
    two_tracks clip.mp4
    run_apart bgmusic add clip.mp4 --markers chapters --beats beats.txt --engine local
    expect_status 0
    bgmusic state --raw --engine local >raw
    jq -e '.markers == [[0], [5000]]' <<<"$(music)"
    grep -qP '^0\.000000\t0\.000000\tbar 1$' beats.txt
    echo "no time" >bad.txt
    run_apart bgmusic add clip.mp4 --markers bad.txt --engine local -f
    expect_status 7
    expect_stderr "line 1 is no time of a marker"
    for wrong in "--key H" "--bpm 20" "--original-volume 101" "--replace-audio --original-volume 5" "--music-start 5" \
        "--audio-track 0" "--beats beats.csv"; do
        # shellcheck disable=SC2086
        run_apart bgmusic add clip.mp4 $wrong --engine local -f
        expect_status 2
    done
}

@test "your own track may be a film, begins where it is told to, and a silent one is warned about" {
    two_tracks clip.mp4
    ffmpeg -nostdin -v error -f lavfi -i testsrc=s=64x64:d=8:r=10 -f lavfi -i "sine=800:d=8,volume='gt(t,4)':eval=frame" \
        -c:v libx264 -preset ultrafast -c:a aac song.mkv
    ffmpeg -nostdin -v error -i song.mkv -vn song.flac -vn song.aiff -vn song.caf -frames:v 1 still.png
    ffmpeg -nostdin -v error -f lavfi -i anullsrc=d=9 silent.ogg
    for song in song.mkv song.flac song.aiff song.caf; do
        run_apart bgmusic add clip.mp4 --music $song --music-start 4 --replace-audio -f --engine local
        expect_status 0
        [ -z "$stderr" ] || ! grep -q silent <<<"$stderr"
        read -r loudness _ < <(loudness_of clip-music.mp4)
        within "$loudness" -16 -12
    done
    bgmusic state --raw --engine local >raw
    jq -e '.track_start == 4000' <<<"$(music)"
    run_apart bgmusic add clip.mp4 --music silent.ogg -f --engine local
    expect_status 0
    expect_stderr "silent"
    run_apart bgmusic add clip.mp4 --music still.png -f --engine local
    expect_status 7
    expect_stderr "holds no sound: it is png"
}

@test "--variants makes numbered takes by different seeds, from one look at the film, with one report" {
    clip clip.mp4 2
    run_apart env BGMUSIC_TRACE=engine bgmusic --json add clip.mp4 -p jazz --variants 3 --seed 5 --preview --engine local \
        --report takes.html
    expect_status 0
    [ "$(grep -c "scan of" <<<"$stderr")" = 1 ]
    [[ "$stderr" == *"-> clip-music-3.wav  (jazz, "*"seed 7)"* ]]
    [ "$(grep -c 'Music: jazz, ' takes.html)" = 3 ]
    grep -q 'bgmusic add clip.mp4 -o clip-music-2.wav -p jazz --seed 6 --engine local --force' takes.html
    [ "$(jq -s -c 'map(.seed)' <<<"$output")" = "[5,6,7]" ]
    [ "$(jq -s -c 'map(.output)' <<<"$output")" = '["clip-music-1.wav","clip-music-2.wav","clip-music-3.wav"]' ]
    ! cmp -s clip-music-1.wav clip-music-2.wav
}

@test "columns of a list are wishes, and one bad row does not stop the others" {
    two_tracks a.mp4
    cp a.mp4 b.mp4
    ffmpeg -nostdin -v error -f lavfi -i sine=800:d=9 song.mp3
    printf 'video,seed,title,volume,music\na.mp4,11,,20,\nc.mp4,x,,,\n,,,,\nb.mp4,,,,song.mp3\n' >list.csv
    run_apart bgmusic --json add --from-list list.csv --preview --engine local -j 1
    expect_status 11
    [ "$(jq -s -c 'map(.ok)' <<<"$output")" = "[true,false,false,true]" ]
    [ "$(jq -s -c 'map(.seed)' <<<"$output")" = "[11,null,null,null]" ]
    [ "$(jq -s -c '.[3].tracks[1].name' <<<"$output")" = '"song.mp3"' ] || fail name
    [ "$(jq -s -c 'map(.tracks[1].volume)' <<<"$output")" = "[0.2,null,null,0.35]" ]
    expect_stderr "line 3 of the list: --seed takes"
    expect_stderr "line 4 of the list: the video is missing"
    printf 'video,seeed\na.mp4,11\n' >list.csv
    run_apart bgmusic add --from-list list.csv --engine local
    expect_status 7
    expect_stderr "did you mean seed?"
}
