#!/usr/bin/env bats
# What the local engine can play, as a list.
load ../helper

@test "styles lists them all, or those that a word means" {
    run_apart bgmusic styles
    expect_status 0
    expect_output "BPM"
    expect_output "words: "
    [ "$(bgmusic --json styles | jq '.styles | length')" -gt 20 ]
    [ "$(bgmusic --json styles | jq '.styles | length')" = "$(grep -c BPM <<<"$output")" ]
    [ "$(bgmusic --json styles LO-FI | jq -r '.styles[0].title')" = "Lo-fi" ]
    # The beginnings of words come first, and what is inside a word only where no word begins so.
    bgmusic --json styles lo | jq -e '.styles | length < 12 and all([.id, .title, .instruments[], .words[]] | any(test("\\blo"; "i")))'
    [ "$(bgmusic --json styles lodic | jq '.styles | length')" -ge 1 ]
    [ "$(bgmusic --json styles jazz | jq -r '.styles[0].id')" = jazz ]
    bgmusic --json styles banjo | jq -e '.styles | all(.instruments + .words | map(ascii_downcase) | any(contains("banjo")))'
    run_apart bgmusic styles xylorimba
    expect_status 10
    bgmusic completion bash | grep -q "styles:0) _bgmusic_values='.*$(bgmusic --json styles | jq -r '.styles[3].id')"
}
