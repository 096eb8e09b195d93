#!/usr/bin/env bats
# Inputs that nothing can be made of end with 7 and a sentence about the file.
load ../helper

music() { run_apart bgmusic add "$@" -p calm --engine local --seed 1; }

@test "too short for music: 7, and says so" {
    clip short.mp4 0.2
    music short.mp4 -o out.mp4
    expect_status 7
    expect_stderr "shorter than half a second"
    [[ "$stderr" != *"the service reports a failure"* ]]
}

@test "an encrypted picture: 7, and says so" {
    clip a.mp4 1
    ffmpeg -nostdin -v error -i a.mp4 -c copy -encryption_scheme cenc-aes-ctr \
        -encryption_key 76a6c65c5ea762046bd749a2e632ccbb -encryption_kid a7e61c373e219033c21091fa607bf3b8 in.mp4
    music in.mp4 -o out.mp4
    expect_status 7
    expect_stderr "encrypted"
    [ ! -e out.mp4 ]
}

@test "a WebM that begins behind its only key frame: 7, and says so" {
    ffmpeg -nostdin -v error -f lavfi -i testsrc2=s=160x90:r=25:d=2 -c:v libvpx -deadline realtime -g 999 a.webm
    ffmpeg -nostdin -v error -i a.webm -c copy -bsf:v noise=drop='eq(n\,0)' -copyinkf in.webm
    music in.webm -o out.mp4
    expect_status 7
    expect_stderr "no key frame"
}

@test "an MP4, and a damaged transport stream, without a key frame: 7, no file without a picture" {
    ffmpeg -nostdin -v error -f lavfi -i testsrc2=s=160x90:r=25:d=1 -c:v libx264 -preset ultrafast -g 999 a.mp4
    ffmpeg -nostdin -v error -i a.mp4 -c copy -bsf:v noise=drop='eq(n\,0)' -copyinkf in.mp4
    music in.mp4 -o out.mp4
    expect_status 7
    expect_stderr "no key frame"
    ffmpeg -nostdin -v error -i in.mp4 -c copy -copyinkf in.ts
    # A packet out of the row: the reader marks the picture as damaged.
    python3 -c 'b = open("in.ts", "rb").read(); n = len(b) // 376 * 188; open("in.ts", "wb").write(b[:n] + b[n + 188:])'
    music in.ts -o out.mp4
    expect_status 7
    expect_stderr "no key frame"
    [ ! -e out.mp4 ]
}

@test "a film whose data breaks off is made with a warning and a mark; --strict makes nothing of it" {
    clip whole.mp4 2 -movflags +faststart
    head -c $(($(stat -c %s whole.mp4) * 55 / 100)) whole.mp4 >in.mp4
    run_apart bgmusic -q --json add in.mp4 -p calm --engine local --seed 1 -o out.mp4 --title Hello --report page.html
    expect_status 0
    expect_stderr "The input is cut short"
    # The damage alone is a warning; what else is told stays a notice.
    [[ "$stderr" != *"encoded again"* ]] || fail "$stderr"
    jq -e '.warnings | any(startswith("The picture was encoded again"))' <<<"$output"
    grep -q '<p class="error">The input is cut short' page.html
    grep -q '<p class="warning">The picture was encoded again' page.html
    jq -e '.damaged and .loudness.after < -13 and .loudness.after > -15' <<<"$output"
    music in.mp4 --strict -o strict.mp4
    expect_status 7
    expect_stderr "is cut short"
    [ ! -e strict.mp4 ]
    music whole.mp4 --strict -o strict.mp4
    expect_status 0
}
