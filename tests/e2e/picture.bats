#!/usr/bin/env bats
# The picture of the timeline: what `state` prints, what `add` ends with on a terminal, and the SVG.
load ../helper
load ../terminal

teardown() { screen_stop; }

widest() { awk '{ if (length($0) > most) most = length($0) } END { print most }'; }

@test "state draws tracks, speech and energy on a time axis; ASCII without UTF-8" {
    export BGMUSIC_ENGINE=local
    spoken_clip spoken.mp4 12
    bgmusic -q add spoken.mp4 -p "calm lo-fi" --volume 40
    run_apart bgmusic state
    expect_status 0
    [[ "${lines[0]:-$output}" == "Timeline (2 tracks): 1. Video: spoken.mp4 (0-12s) 2. BGM: "* ]]
    grep -qE '^ +0:00 +0:05 +0:10$' <<<"$output" || fail "no axis"
    grep -qE '^ 1\. Video spoken\.mp4 +█+$' <<<"$output" || fail "no picture"
    grep -qE '^    speech +▒' <<<"$output" || fail "no speech"
    grep -qE '^ 2\. BGM .* 40% .*[▁▂▃▄▅▆▇█]' <<<"$output" || fail "no music"
    # Speech stands in the first half only.
    [ "$(grep speech <<<"$output" | sed 's/^.\{26\}//' | grep -o '▒' | wc -l)" -le 40 ]
    LC_ALL=C run_apart bgmusic state
    if LC_ALL=C grep -q '[^ -~]' <<<"$output"; then fail "that is not ASCII"; fi
    grep -qE '^ 1\. Video spoken\.mp4 +#+$' <<<"$output" || fail "no picture in ASCII"
    # In a pipe it has 80 columns and no colour, unless that is asked for.
    [ "$(sed 1d <<<"$output" | widest)" -le 80 ]
    bgmusic state --color always | grep -q $'\033\[32m'
}

@test "the picture fits the terminal it is drawn on, and add ends with it there" {
    export BGMUSIC_ENGINE=local
    clip "海边 🎬.mp4" 3
    for columns in 60 80 130; do
        screen_start $columns 40 "bgmusic add 海*🎬.mp4 -f -p 'upbeat' --seed 5 && echo all done"
        screen_wait "all done" 60
        screen_wait " 2. BGM "
        screen_lines >lines
        grep -q 'seed 5$' lines || fail "what was made is not told: $(cat lines)"
        grep -qE '^ 1\. Video 海边 🎬.* █+$' lines || fail "$(cat lines)"
        [ "$(grep '^ 1\. Video' lines | grep -o '█' | wc -l)" -ge $((columns / 2)) ]
        # Each line of the picture stands on one line of the screen.
        [ "$(grep -cE '^ [0-9]\. (Video|BGM) ' lines)" = 2 ]
        [ "$(grep -c '^[▁▂▃▄▅▆▇█]' lines)" = 0 ]
        screen_stop
    done
    # Off a terminal stderr stays as it was.
    run_apart bgmusic add 海*🎬.mp4 -f
    [[ "$stderr" != *█* ]]
}

@test "state --svg writes a well-formed picture once, and replaces it only when told" {
    export BGMUSIC_ENGINE=local
    clip '<b>&"x".mp4' 3
    bgmusic -q upload '<b>&"x".mp4'
    bgmusic -q chat "add calm music"
    run_apart bgmusic state --svg picture.svg
    expect_status 0
    python3 -c 'import sys, xml.dom.minidom as x
d = x.parse("picture.svg")
assert d.documentElement.tagName == "svg"
t = [n.firstChild.data for n in d.getElementsByTagName("title")]
assert any("<b>&\"x\".mp4" in n for n in t), t
assert len([r for r in d.getElementsByTagName("rect") if r.getAttribute("class") == "audio"]) == 1
assert [p for p in d.getElementsByTagName("path") if p.getAttribute("class") == "energy"]'
    run_apart bgmusic state --svg picture.svg
    expect_status 8
    run_apart bgmusic state --svg picture.svg -f --json
    expect_status 0
    [ "$(jq -r .svg <<<"$output")" = picture.svg ]
    run_apart bgmusic state --svg nowhere/picture.svg
    expect_status 8
    run_apart bgmusic state --raw --svg other.svg
    expect_status 2
}

@test "state shows where the original sound is louder or softer, and by how much" {
    export BGMUSIC_ENGINE=local
    clip clip.mp4 8
    bgmusic -q upload clip.mp4
    bgmusic -q chat "make the original sound louder from 0:02 to 0:05"
    run_apart bgmusic state --json
    jq -e '.original_levels | length == 1 and .[0].start_ms == 2000 and .[0].end_ms == 5000 and .[0].factor > 1' <<<"$output" || fail "$output"
    run_apart bgmusic state
    grep -qE '^    level +\+[0-9.]+ dB\+*$' <<<"$output" || fail "$output"
    run_apart bgmusic state --svg -
    expect_output 'class="louder"'
}

@test "state --svg -: the picture alone on stdout" {
    clip clip.mp4 2
    bgmusic -q upload clip.mp4 --engine local >/dev/null
    run_apart bgmusic state --svg - --engine local
    expect_status 0
    [[ "$output" == "<svg"* || "$output" == "<?xml"* ]] || fail "$output"
    [[ "$output" == *"</svg>" ]]
    [ ! -e ./- ]
    run_apart bgmusic state --svg - --json --engine local
    expect_status 2
}
