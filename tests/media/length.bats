#!/usr/bin/env bats
# How long the result is: no picture and no sound of the input is lost, whatever its container says.
load ../helper

make_clip() { # NAME SECONDS OPTIONS...: pictures of 25 a second and a tone
    ffmpeg -nostdin -v error -y -f lavfi -i "testsrc2=s=160x90:r=25:d=$2" -f lavfi -i "sine=d=${SOUND:-$2}" \
        -c:v libx264 -preset ultrafast "${@:3}" "$1"
}
pictures() { ffprobe -v error -select_streams v:0 -count_packets -show_entries stream=nb_read_packets -of csv=p=0 "$1" | tr -d ,; }
length() { ffprobe -v error -show_entries format=duration -of csv=p=0 "$1"; }
music() { run_apart bgmusic add "$@" -p calm --engine local --seed 1; }

@test "Matroska that does not begin at 0, with lengths that count from the first picture: all pictures" {
    make_clip a.mkv 2 -c:a aac -output_ts_offset 3
    sed 's/00:00:05\.\([0-9]*\)/00:00:02.\1/g' a.mkv >in.mkv
    music in.mkv -o out.mp4
    expect_status 0
    [ "$(pictures out.mp4)" = 50 ] || fail "$(pictures out.mp4) pictures of 50"
}

@test "WebM whose length is the time of its last picture: the last picture stays" {
    ffmpeg -nostdin -v error -f lavfi -i testsrc2=s=160x90:r=25:d=1 -c:v libvpx -deadline realtime a.webm
    python3 - <<'P'
import struct
b = bytearray(open("a.webm", "rb").read())
i = b.find(b"\x44\x89\x88")
b[i + 3:i + 11] = struct.pack(">d", 960.0)
while (j := b.find(b"DURATION")) >= 0:
    b[j:j + 8] = b"XURATION"
open("in.webm", "wb").write(b)
P
    music in.webm -o out.mp4
    expect_status 0
    [ "$(pictures out.mp4)" = 25 ] || fail "$(pictures out.mp4) pictures of 25"
}

# The decoded pictures, in the order in which a player shows them.
shown() { ffmpeg -nostdin -v error -i "$1" -map 0:v:0 -fps_mode passthrough -f framemd5 - | awk -F, '!/^#/ {print $6}'; }

@test "sound that goes on behind the picture: the last picture is held, copied and encoded, and told" {
    SOUND=4 make_clip in.mp4 1 -bf 3 -c:a aac
    music in.mp4 -o copied.mp4
    expect_status 0
    expect_stderr "longer than the picture"
    within "$(length copied.mp4)" 3.9 4.1
    within "$(duration_of copied.mp4 v:0)" 3.9 4.1
    [ "$(pictures copied.mp4)" = 25 ]
    # With B pictures the order of decoding is another one than that of display: each is shown as in the input.
    [ "$(shown copied.mp4)" = "$(shown in.mp4)" ]
    music in.mp4 -o titled.mp4 --title Hello
    expect_status 0
    within "$(duration_of titled.mp4 v:0)" 3.9 4.1
    SOUND=4 make_clip in.mkv 1 -bf 3 -c:a aac
    music in.mkv -o of-mkv.mp4
    within "$(duration_of of-mkv.mp4 v:0)" 3.9 4.1
}

@test "a picture that begins late is there, at its time" {
    make_clip a.mp4 1 -bf 0 -an
    ffmpeg -nostdin -v error -itsoffset 2 -i a.mp4 -f lavfi -i sine=d=3 -map 0 -map 1 -c:v copy -c:a aac in.mp4
    music in.mp4 -o out.mp4
    expect_status 0
    [ "$(pictures out.mp4)" = 25 ]
    within "$(ffprobe -v error -select_streams v:0 -show_entries stream=start_time -of csv=p=0 out.mp4)" 1.95 2.05
}

@test "a download that broke off is told with its second" {
    make_clip a.mp4 4 -g 25 -c:a aac -movflags +faststart
    ffmpeg -nostdin -v error -i a.mp4 -c copy a.mkv
    for kind in mp4 mkv; do
        head -c $(($(stat -c %s a.$kind) * 55 / 100)) a.$kind >in.$kind
        music in.$kind -o out-$kind.mp4 --json
        expect_status 0
        jq -e '.warnings | map(test("cut short: it ends at [12]\\.[0-9] s")) | any' <<<"$output" || fail "no word"
        within "$(length out-$kind.mp4)" 1 3
    done
}

@test "noise in the middle is told with its second" {
    make_clip a.mp4 4 -g 25 -c:a aac
    python3 -c 'import random
b = bytearray(open("a.mp4", "rb").read()); m = len(b) // 2
b[m:m + 4000] = random.Random(1).randbytes(4000); open("in.mp4", "wb").write(b)'
    music in.mp4 -o out.mp4
    expect_status 0
    grep -qE 'damaged: pictures are broken or missing from [12]\.[0-9] s on' <<<"$stderr" || fail "no word"
}
