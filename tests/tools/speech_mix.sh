#!/bin/sh
# Music under voices: several voices, noise at 20, 10 and 5 dB under them, speech from -14 to -32 LUFS, each rendered by the local
# engine and judged from its stems (speech_mix.c). Prints a table; fails when a figure is out of its bounds.
# usage: speech_mix.sh PROGRAM [short]      (short: three renders, for `make check`)
set -eu
program=$(realpath "$1")
here=$(dirname "$(realpath "$0")")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cc -O2 -D_GNU_SOURCE "$here/speech_mix.c" -o "$folder/figures" -lm
cd "$folder"
export HOME="$folder" XDG_CONFIG_HOME="$folder/c" XDG_STATE_HOME="$folder/s" XDG_DATA_HOME="$folder/d"
quiet="ffmpeg -nostdin -v error -y"
seconds=36
$quiet -f lavfi -i testsrc2=s=320x240:r=25:d=$seconds -c:v libx264 -preset ultrafast picture.mp4

say() { # VOICE: three sentences, after each a pause: 2.5, 1.7, 6 s; 0.8 s between two clauses
    $quiet -f lavfi -i anullsrc=r=48000:cl=mono -t 0.6 gap.wav
    set -- "$1" "Every morning the boats go out to the sea, and nobody knows when they will be back." 2.5 \
        "The nets are old. The men are not." 1.7 "We asked them what they would do in the winter, when there is ice." 6 \
        "They laughed, and went on with their work." 0.8 "That was the whole answer we were given." 4
    voice=$1
    shift
    list="gap.wav" n=0
    while [ $# -gt 0 ]; do
        n=$((n + 1))
        espeak-ng -v "$voice" -s 155 -w said.wav "$1"
        # What the voice itself is silent at its end does not count as a pause.
        $quiet -i said.wav -af "aresample=48000,areverse,silenceremove=1:0:-50dB,areverse,apad=pad_dur=$2" "part$n.wav"
        list="$list part$n.wav"
        shift 2
    done
    : >list.txt
    for file in $list; do echo "file '$folder/$file'" >>list.txt; done
    $quiet -f concat -safe 0 -i list.txt -af "apad,atrim=0:$seconds" -ac 2 voice.wav
}

loudness() { ffmpeg -nostdin -hide_banner -i "$1" -af ebur128=framelog=verbose -f null - 2>&1 | awk '/I:/ {i = $2} END {print i}'; }

make_clip() { # NAME VOICE NOISE LUFS: noise in dB under the voice, "-" for none
    say "$2"
    gain=$(awk -v want="$4" -v is="$(loudness voice.wav)" 'BEGIN {print want - is}')
    $quiet -i voice.wav -af "volume=${gain}dB" "$1.clean.wav"
    if [ "$3" = - ]; then
        cp "$1.clean.wav" "$1.wav"
    else
        $quiet -f lavfi -i "anoisesrc=color=pink:seed=7:r=48000:d=$seconds:amplitude=0.1" -ac 2 noise.wav
        under=$(awk -v voice="$4" -v noise="$3" -v is="$(loudness noise.wav)" 'BEGIN {print voice - noise - is}')
        $quiet -i "$1.clean.wav" -i noise.wav -filter_complex "[1]volume=${under}dB[n];[0][n]amix=inputs=2:normalize=0" "$1.wav"
    fi
    # Loud speech has peaks over full scale: floats keep them, as a limiter would not.
    $quiet -i picture.mp4 -i "$1.wav" -map 0:v -map 1:a -c:v copy -c:a pcm_f32le "$1.mov"
}

floats() { $quiet -i "$1" -map 0:a:0 -af aresample=48000 -ac 2 -f f32le "$2"; }

bad=0
judge() { # NAME DUCK LABEL
    "$program" -q add "$1.mov" -p "calm lo-fi" --seed 5 --engine local --duck "$2" --stems stems --force -o out.mp4 >/dev/null
    "$program" -q add "$1.mov" -p "calm lo-fi" --seed 5 --engine local --no-duck --stems flat --force -o flat.mp4 >/dev/null
    floats "$1.clean.wav" voice.f32
    floats "$1.mov" input.f32
    floats stems/original.wav original.f32
    floats stems/music.wav music.f32
    floats flat/music.wav flat.f32
    floats out.mp4 output.f32
    ./figures voice.f32 input.f32 original.f32 music.f32 flat.f32 output.f32 | tr ' ' '\n' | awk -F= -v label="$3" -v duck="$2" '
        {v[$1] = $2}
        END {
            wrong = ""
            if (v["under"] < duck - 1.5 || v["under"] > duck + 1.5) wrong = wrong " mean"
            if (v["least"] < (duck > 14 ? duck - 4 : 10)) wrong = wrong " least"
            if (v["back"] < -1) wrong = wrong " back"
            if (v["jump"] > 3) wrong = wrong " jump"
            if (v["touched"] > -60) wrong = wrong " touched"
            print "| " label " | " v["voice"] " | " v["under"] " | " v["least"] " | " v["back"] " (" v["pauses"] ") | " v["jump"] \
                " | " v["touched"] " | " v["spread"] " | " (wrong == "" ? "good" : "BAD:" wrong) " |"
            exit wrong != ""
        }' || bad=1
}

echo "| voice, noise under it dB, LUFS | voice LUFS | under by LU, mean | least in 3 s | back after 1.5 s, dB (pauses) | step in 50 ms, dB | voice changed, dB | gain of the mix strays, dB | |"
echo "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
rows="en+f3:20:-20 de+m3:10:-26"
if [ "${2:-}" != short ]; then
    rows="en:-:-14 en:-:-20 en:-:-26 en:-:-32 en+f3:20:-14 en+f3:20:-20 en+f3:10:-26 en+f3:5:-20 en-us+m7:20:-32 en-us+m7:10:-20
        en-us+m7:5:-26 fr+f2:-:-20 fr+f2:20:-26 fr+f2:10:-14 de+m3:-:-32 de+m3:10:-26 de+m3:5:-20 cmn:-:-20 cmn:20:-23"
fi
for row in $rows; do
    voice=${row%%:*} rest=${row#*:}
    make_clip clip "$voice" "${rest%:*}" "${rest#*:}"
    judge clip 14 "$voice, ${rest%:*}, ${rest#*:}"
done
judge clip 20 "$voice, ${rest%:*}, ${rest#*:}, --duck 20"
exit $bad
