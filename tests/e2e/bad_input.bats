#!/usr/bin/env bats
# Bad input: a clear error with its exit code, nothing left behind but what was there.
load ../helper

expect_nothing_new() { # the folder holds just the files named
    [ "$(ls -A | sort | tr '\n' ' ')" = "$(printf '%s\n' "$@" | sort | tr '\n' ' ')" ] || fail "left behind: $(ls -A)"
}

@test "missing, folder, empty, text called mp4: 7" {
    mkdir folder
    : >empty.mp4
    echo "this is no video" >text.mp4
    for input in missing.mp4 folder empty.mp4 text.mp4; do
        run_apart bgmusic add "$input" -o out.mp4 --engine local
        expect_status 7
        expect_clean_error
        expect_stderr "$input"
    done
    expect_nothing_new folder empty.mp4 text.mp4
}

# Root reads everything: it runs the program without that right.
without_override() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --bounding-set -dac_override,-dac_read_search --inh-caps -dac_override,-dac_read_search "$@"
    else
        "$@"
    fi
}

@test "unreadable: 7; a folder that cannot be written: 8" {
    clip clip.mp4 3
    cp clip.mp4 locked.mp4
    chmod 000 locked.mp4
    run_apart without_override bgmusic add locked.mp4 -o out.mp4 --engine local
    expect_status 7
    expect_stderr 'locked.mp4": Permission denied'
    mkdir closed
    chmod 500 closed
    run_apart without_override bgmusic add clip.mp4 -o closed/out.mp4 --engine local
    expect_status 8
    expect_stderr "Permission denied"
    chmod 700 closed
    expect_nothing_new clip.mp4 locked.mp4 closed
}

@test "a video cut in half, an mp3 where a video is wanted: 7" {
    clip clip.mp4 3
    head -c "$(($(stat -c %s clip.mp4) / 2))" clip.mp4 >half.mp4
    ffmpeg -nostdin -v error -f lavfi -i "sine=duration=1" song.mp3
    run_apart bgmusic add half.mp4 --engine local
    expect_status 7
    expect_clean_error
    run_apart bgmusic add song.mp3 --engine local
    expect_status 7
    expect_stderr "no video"
    expect_nothing_new clip.mp4 half.mp4 song.mp3
}

@test "refused for its size or for damage: that is said, and what helps, not the accepted formats" {
    ffmpeg -nostdin -v error -f lavfi -i color=s=16384x9000 -frames:v 1 -c:v mjpeg large.mov
    clip clip.mp4 3
    head -c 9000 clip.mp4 >cut.mp4
    run_apart bgmusic add large.mov --engine local
    expect_status 7
    expect_stderr "16384x9000, larger than"
    expect_stderr "hint: make it smaller first: ffmpeg -i INPUT -vf scale=3840:-2 smaller.mp4"
    [[ "$stderr" != *"kind of file"* && "$stderr" != *"accepted formats"* ]] || fail "the wrong reason"
    run_apart bgmusic add cut.mp4 --engine local
    expect_status 7
    expect_stderr "hint: see whether it plays"
    [[ "$stderr" != *"kind of file"* && "$stderr" != *"accepted formats"* ]] || fail "the wrong reason"
}

@test "501 MB: 7, before a byte is sent" {
    clip clip.mp4 3
    cp clip.mp4 huge.mp4
    truncate -s 501M huge.mp4
    run_apart bgmusic add huge.mp4 --engine local
    expect_status 7
    expect_stderr "ffmpeg"
}

@test "unwritable target, a folder that cannot be made, the input itself: 8" {
    clip clip.mp4 3
    run_apart bgmusic add clip.mp4 -o /proc/no/such/folder/out.mp4 --engine local
    expect_status 8
    run_apart bgmusic add clip.mp4 -o clip.mp4 --force --engine local
    expect_status 8
    run_apart bgmusic add clip.mp4 -o /proc/out.mp4 --engine local
    expect_status 8
    expect_nothing_new clip.mp4
}

@test "prompts: empty, blank, not UTF-8, 100 kB: 2" {
    clip clip.mp4 3
    run_apart bgmusic add clip.mp4 --prompt "" --engine local
    expect_status 2
    run_apart bgmusic add clip.mp4 --prompt "   " --engine local
    expect_status 2
    run_apart bgmusic add clip.mp4 --prompt $'\xff\xfe music' --engine local
    expect_status 2
    expect_stderr "UTF-8"
    run_apart bgmusic add clip.mp4 --prompt "$(head -c 100000 /dev/zero | tr '\0' a)" --engine local
    expect_status 2
    expect_nothing_new clip.mp4
}

@test "no SoundFont: the error names the package" {
    clip clip.mp4 3
    BGMUSIC_SOUNDFONT=/nowhere/font.sf2 run_apart bgmusic add clip.mp4 --engine local
    [ "$status" != 0 ]
    expect_clean_error
    expect_stderr "/nowhere/font.sf2"
    echo nonsense >font.sf2
    BGMUSIC_SOUNDFONT=$PWD/font.sf2 run_apart bgmusic add clip.mp4 --engine local
    [ "$status" != 0 ]
    expect_clean_error
}

@test "no ffmpeg: the error says what to install" {
    clip clip.mp4 3
    mkdir bin
    run_apart env PATH="$PWD/bin" "$BGMUSIC" add clip.mp4 --engine local
    [ "$status" = 1 ]
    expect_clean_error
    expect_stderr "ffmpeg"
}

@test "a damaged engine database: named, with what to do; nothing overwritten" {
    clip clip.mp4 3
    bgmusic -q session new --engine local >/dev/null
    database=$(find "$XDG_DATA_HOME/bgmusic" -name '*.db')
    rm -f "$database"-*
    head -c 8192 /dev/urandom >"$database"
    hash=$(md5sum "$database")
    run_apart bgmusic add clip.mp4 --engine local
    [ "$status" != 0 ]
    expect_clean_error
    expect_stderr "$database"
    [ "$(md5sum "$database")" = "$hash" ]
}

@test "disk full: 8, and no half file" {
    # A small tmpfs needs root; a file size limit stands in for the full disk. The less there is, the earlier it ends.
    clip clip.mp4 20
    # Words of the engine are short: in a folder with a long name they end before the reason.
    XDG_DATA_HOME="$HOME/data-$(printf 'long%.0s' {1..40})"
    for limit in 8 40 400 1500 3000; do
        run_apart bash -c 'ulimit -f "$0"; exec "$@"' $limit "$BGMUSIC" add clip.mp4 --engine local
        [ "$status" = 8 ] || fail "$limit: exit code $status: $stderr"
        expect_stderr "hint:"
        [ ! -e clip-music.mp4 ]
        [ ! -e clip-music.mp4.part ]
    done
}

@test "too little memory or too few files for a helper: 1, said at once, and not the file's fault" {
    clip clip.mp4 2
    # A sanitizer needs more memory than that for itself, and files too: another call would be the first to fail.
    local limits=('-v 150000' '-n 18' '-n 20')
    if grep -qE "__[at]san_init" "$BGMUSIC"; then limits=(); fi
    for limit in "${limits[@]}"; do
        run_apart bash -c 'ulimit $0; exec "$@"' "$limit" "$BGMUSIC" --engine local upload clip.mp4
        [ "$status" = 1 ] || fail "$limit: exit code $status: $stderr"
        expect_stderr "ulimit -a"
        for words in "kind of file" "apt-get" "trying again" "the service is in trouble"; do
            [[ "$stderr" != *"$words"* ]] || fail "$limit: $words"
        done
    done
    # A helper that somebody ends: the render's failure is this machine's, and the job is kept.
    mkdir bin
    printf '#!/bin/sh\ncase "$*" in */renders/*) kill -9 $$;; esac\nexec %s "$@"\n' "$(command -v ffmpeg)" >bin/ffmpeg
    chmod +x bin/ffmpeg
    PATH="$PWD/bin:$PATH" run_apart bgmusic -q add clip.mp4 --engine local
    expect_status 1
    expect_stderr "ended from outside"
    expect_stderr "bgmusic resume job-"
    run_apart bgmusic -q resume --all
    expect_status 0
    [ -s clip-music.mp4 ]
}

@test "hostile names: quotes, newlines, dashes, non-ASCII" {
    clip clip.mp4 3
    for name in $'new\nline.mp4' 'quo"te.mp4' "apo'strophe.mp4" '-dash.mp4' 'ümläut 影片.mp4' 'semi;type=x.mp4' 'per%cent.mp4'; do
        cp clip.mp4 "./$name"
        run_apart bgmusic -q add --engine local -- "$name"
        expect_status 0
        [ -f "./${name%.mp4}-music.mp4" ] || fail "no result for $name"
    done
}
