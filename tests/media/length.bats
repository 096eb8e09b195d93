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

@test "a last picture of which the stream tells the time of decoding alone stays" {
    ffmpeg -nostdin -v error -f lavfi -i testsrc2=s=320x180:r=60000/1001:d=2 -f lavfi -i sine=d=2:r=48000 \
        -vf tinterlace=interleave_top -flags +ilme+ildct -c:v mpeg2video -c:a mp2 in.mpg
    local shown
    shown=$(ffprobe -v error -select_streams v:0 -count_frames -show_entries stream=nb_read_frames -of csv=p=0 in.mpg | tr -d ,)
    music in.mpg -o out.mp4
    expect_status 0
    [ "$(pictures out.mp4)" = "$shown" ] || fail "$(pictures out.mp4) pictures of $shown"
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
    grep -qE 'damaged: pictures (and sound )?are broken or missing from [12]\.[0-9] s on' <<<"$stderr" || fail "no word"
}

# As broken as it can be told: the sentence, and with --strict code 7.
expect_damaged() { # FILE SENTENCE
    music "$1" -o "${1//./-}.mp4" --json
    expect_status 0
    jq -e --arg words "$2" '.warnings | map(test($words)) | any' <<<"$output" || fail "$1: no word"
}

@test "every container that broke off tells it, by a few bytes, too; whole ones do not" {
    make_clip a.mkv 2 -c:a aac
    ffmpeg -nostdin -v error -i a.mkv -c copy a.ts -c copy a.flv
    ffmpeg -nostdin -v error -i a.mkv -c:v mpeg4 -c:a mp3 a.avi -c:v libtheora -c:a libvorbis a.ogv -c:v wmv2 -c:a wmav2 a.wmv \
        -c:v mpeg2video -s 160x96 -c:a pcm_s16le -ar 48000 a.mxf
    music a.mkv a.ts a.flv a.avi a.ogv a.wmv a.mxf -o 'whole-{ext}.mp4' --strict
    expect_status 0
    for kind in mkv ts flv avi ogv wmv mxf; do
        # What ends inside of MXF's footer cannot be opened at all.
        head -c -$([ $kind = mxf ] && echo 40000 || echo 700) a.$kind >cut.$kind
    done
    music cut.* -o 'cut-{ext}.mp4' --json
    expect_status 0
    [ "$(jq -r '.warnings[] | select(test("cut short: it ends at [12]\\.[0-9] s|damaged: pictures"))' <<<"$output" | wc -l)" = 7 ] ||
        fail "not all are told"
    music cut.* -o 'strict-{ext}.mp4' --strict --json
    expect_status 11
    [ "$(jq -r .error.exit <<<"$output" | sort | uniq -c | tr -s ' ')" = " 7 7" ] || fail "not all are refused"
}

@test "AV1 that broke off: what is whole is copied, and the result can be read" {
    ffmpeg -nostdin -v error -f lavfi -i testsrc2=s=160x90:r=25:d=2 -c:v libaom-av1 -cpu-used 8 -usage realtime \
        -movflags +faststart whole.mp4
    head -c $(($(stat -c %s whole.mp4) * 55 / 100)) whole.mp4 >in.mp4
    expect_damaged in.mp4 "cut short: it ends at [01]\\.[0-9] s"
    within "$(pictures in-mp4.mp4)" 16 36
}

@test "noise is told where decoders paint over it, and in the sound, too" {
    make_clip a.mp4 2 -g 25 -c:a aac
    ffmpeg -nostdin -v error -i a.mp4 -c:v mpeg4 -c:a mp3 a.avi -c:v mpeg2video -c:a mp2 a.mpg \
        -c:v mpeg2video -c:a pcm_s16le -ar 48000 a.mxf -c:v ffv1 -level 3 -slicecrc 1 -c:a pcm_s16le a.mkv \
        -c:v libtheora -c:a libvorbis a.ogv
    python3 - <<'P'
import json, random, subprocess
for name in ("a.avi", "a.mpg", "a.mxf", "a.mkv", "a.ogv"):
    b = bytearray(open(name, "rb").read())
    if name == "a.mkv":
        for at in range(len(b) // 3, len(b) // 2, len(b) // 40):
            b[at] ^= 255
    else:
        b[len(b) // 2:len(b) // 2 + 3000] = random.Random(1).randbytes(3000)
    open("noise" + name[1:], "wb").write(b)
b = bytearray(open("a.mp4", "rb").read())
found = subprocess.run("ffprobe -v error -select_streams a -show_entries packet=pos,size -of json a.mp4".split(),
                       capture_output=True).stdout
for packet in json.loads(found)["packets"][60:75]:
    at, size = int(packet["pos"]), int(packet["size"])
    b[at:at + size] = random.Random(2).randbytes(size)
open("sound.mp4", "wb").write(b)
P
    expect_damaged noise.avi "damaged: pictures .*are broken or missing from [01]\\.[0-9] s on"
    expect_damaged noise.mpg "damaged: pictures .*are broken or missing from [01]\\.[0-9] s on"
    # A reader that passes over what it cannot read, and a coder whose sums alone tell.
    expect_damaged noise.mxf "damaged: pictures .*are broken or missing from [01]\\.[0-9] s on"
    expect_damaged noise.mkv "damaged: pictures .*are broken or missing from [01]\\.[0-9] s on"
    # Its reader finds a broken page while it looks for the beginning, long before the picture that is broken.
    expect_damaged noise.ogv "damaged: pictures .*are broken or missing from (0\\.[3-9]|1\\.[0-9]) s on"
    expect_damaged sound.mp4 "damaged: its sound is broken or missing from 1\\.[0-9] s on"
    music sound.mp4 -o replaced.mp4 --replace-audio
    expect_status 0
    [[ "$stderr" != *damaged* ]] || fail "a sound that nobody wants"
}

@test "a transport stream begun in the middle of a packet: picture and sound keep their distance" {
    ffmpeg -nostdin -v error -f lavfi -i "color=black:s=160x90:r=25:d=2,drawbox=enable='between(n,25,25)':c=white:t=fill" \
        -f lavfi -i "aevalsrc=0.5*sin(44000*t)*between(t\,1\,1.04):d=2:s=48000" -c:v libx264 -preset ultrafast -g 8 \
        -c:a aac a.ts
    tail -c +1500 a.ts >in.ts
    music in.ts -o out.mp4 --volume 0
    expect_status 0
    flash=$(ffmpeg -nostdin -v error -i out.mp4 -vf signalstats,metadata=print:file=- -f null - |
        awk '/pts_time/ {sub(/.*pts_time:/, ""); at = $0} /YAVG/ {sub(/.*=/, ""); if ($0 + 0 > 150) {print at; exit}}')
    click=$(ffmpeg -nostdin -hide_banner -i out.mp4 -af aresample=async=1:first_pts=0,silencedetect=n=-30dB:d=0.1 -f null - 2>&1 |
        awk '/silence_end/ {sub(/.*silence_end: /, ""); print $1; exit}')
    within "$(awk -v a="$flash" -v b="$click" 'BEGIN {print a - b}')" -0.01 0.01
}

@test "an edit list that begins the sound late and ends it early: no longer than the film" {
    make_clip a.mp4 2 -c:a aac
    python3 - <<'P'
import struct
b = bytearray(open("a.mp4", "rb").read())
at = b.rindex(b"elst")  # of the sound: its one part becomes two, the first of them half a second of nothing
end = at - 4 + struct.unpack(">I", b[at - 4:at])[0]
edits = struct.pack(">IIiIIiI", 2, 500, -1, 0x10000, 1500, 1024, 0x10000)
grown = len(edits) - (end - at - 8)
b[at + 8:end] = edits
for name in (b"elst", b"edts", b"trak", b"moov"):
    place = b.rindex(name, 0, at + 4)
    b[place - 4:place] = struct.pack(">I", struct.unpack(">I", b[place - 4:place])[0] + grown)
open("in.mp4", "wb").write(b)
P
    music in.mp4 -o out.mp4
    expect_status 0
    within "$(length out.mp4)" 1.95 2.05
}
