#!/bin/sh
# Builds the listening page: ten clips with music, each with a player and a drawing of sections, cuts, beats and speech, in one HTML
# file without anything outside it. docs/listening.md says how to read it.
# usage: listen.sh PROGRAM LISTEN_PAGE OUTPUT.html [EARLIER_PROGRAM]
# With an earlier build each example is heard as that one made it, too, from the same clip, prompt and seed.
set -eu
program=$(realpath "$1")
earlier=${4:+$(realpath "$4")}
page=$(realpath "$2")
mkdir -p "$(dirname "$3")"
output=$(realpath "$(dirname "$3")")/$(basename "$3")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export HOME="$folder" XDG_CONFIG_HOME="$folder/c" XDG_STATE_HOME="$folder/s" XDG_DATA_HOME="$folder/d"
quiet="ffmpeg -nostdin -v error -y"
x264="-c:v libx264 -preset veryfast -crf 30"

scene() { # NUMBER SECONDS BRIGHTNESS SATURATION
    case $(($1 % 4)) in
        0) source="testsrc2=s=320x180:r=25:d=$2" ;;
        1) source="mandelbrot=s=320x180:r=25,trim=duration=$2,setpts=PTS-STARTPTS" ;;
        2) source="gradients=s=320x180:r=25:d=$2:seed=$1:speed=0.03" ;;
        3) source="smptebars=s=320x180:r=25:d=$2,hue=h=$(($1 * 40)):s=1" ;;
    esac
    echo "$source,eq=brightness=$3:saturation=$4"
}

clip() { # NAME SCENES SECONDS-EACH BRIGHTNESS SATURATION VOICE: "-" for no sound
    inputs="" labels="" joined="" n=0
    while [ $n -lt "$2" ]; do
        inputs="$inputs -f lavfi -i $(scene $n "$3" "$4" "$5")"
        labels="$labels[$n]format=yuv420p,setsar=1[v$n];" joined="$joined[v$n]" n=$((n + 1))
    done
    # shellcheck disable=SC2086
    $quiet $inputs -filter_complex "$labels${joined}concat=n=$n:v=1" $x264 picture.mp4
    if [ "$6" = - ]; then
        mv picture.mp4 "$1"
        return
    fi
    espeak-ng -v "$6" -s 150 -w said.wav "Every morning the boats go out to the sea. Nobody knows when they will be back."
    espeak-ng -v "$6" -s 150 -w more.wav "We asked them what they would do in the winter, and they laughed."
    $quiet -i picture.mp4 -i said.wav -i more.wav -filter_complex \
        "[1]aresample=48000,adelay=1500[a];[2]aresample=48000,adelay=11000[b];[a][b]amix=inputs=2:normalize=0,volume=-4dB,apad[s]" \
        -map 0:v -map '[s]' -c:v copy -c:a aac -shortest "$1"
}

example() { # CLIP TITLE [options]
    name=$1 title=$2
    shift 2
    session=$("$program" -q add "$name" --engine local -o with.mp4 --stems stems --force --json --seed 11 "$@" | jq -r .session_id)
    "$program" -q state --engine local --session "$session" --raw | jq -c '[.. | objects | select(has("t") and has("d"))][0]' >draft.json
    $quiet -i with.mp4 -c:v copy -c:a aac -b:a 160k small.mp4
    { printf 'data:video/mp4;base64,'; base64 small.mp4 | tr -d '\n'; echo; } | "$page" "$name" draft.json stems "$title" >>body.html
    rm -rf stems
    if [ -n "$earlier" ]; then
        # Its files are its own: an older program does not read a newer one's database.
        XDG_CONFIG_HOME="$folder/c0" XDG_STATE_HOME="$folder/s0" XDG_DATA_HOME="$folder/d0" \
            "$earlier" -q add "$name" --engine local -o before.mp4 --force --seed 11 "$@" >/dev/null
        $quiet -i before.mp4 -vn -c:a aac -b:a 160k before.m4a
        { printf '<p>Before: <audio controls src="data:audio/mp4;base64,'; base64 before.m4a | tr -d '\n'; echo '"></audio></p>'; } >>body.html
    fi
    echo "  LISTEN  $title"
}

: >body.html
clip talk.mp4 4 6 0 1 en
clip fast.mp4 16 1.3 0.2 1.8 -
clip slow.mp4 2 12 -0.35 0.3 -
clip plain.mp4 5 5 0 1 -
clip long.mp4 9 7 0.05 1.2 -
example talk.mp4 "Calm lo-fi under a voice" -p "calm lo-fi"
example talk.mp4 "The same, 20 LU under the voice" -p "calm lo-fi" --duck 20
example fast.mp4 "Bright and fast, by the pictures alone" -p "music that matches the mood of my video" --sync cuts
example slow.mp4 "Dark and slow, by the pictures alone" -p "music that matches the mood of my video"
example plain.mp4 "Epic trailer on the cuts" -p "epic trailer" --sync cuts
example plain.mp4 "Happy ukulele for a travel vlog" -p "happy travel vlog with ukulele" --sync cuts
example plain.mp4 "Jazz cafe" -p "jazz cafe, slow"
example fast.mp4 "House, 124 bpm" -p "house 124 bpm" --sync cuts
example plain.mp4 "国风 古筝" -p "国风，古筝，平静"
example long.mp4 "A minute of inspiring corporate music" -p "inspiring corporate" --sync cuts

{
    cat <<'HEAD'
<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>bgmusic: listening</title>
<style>
body{font:16px/1.45 system-ui,sans-serif;max-width:960px;margin:2em auto;padding:0 1em;color:#222;background:#fff}
section{border-top:1px solid #ccc;padding:1em 0}h2{margin:.2em 0;font-size:1.15em}p{margin:.2em 0 .6em;color:#555}
video{width:320px;display:block}.view{width:100%;background:#f6f6f4;margin-top:.5em;cursor:pointer}.view text{font-size:12px}
.speech{fill:#f3c969;opacity:.45}.section{fill:#7fb069}.cut{stroke:#c22;stroke-width:1.5}.beat{stroke:#444}.head{stroke:#000;stroke-width:2}
</style></head><body><h1>bgmusic: listening</h1>
<p>Grey: the original sound. Blue: the music as it was mixed. Yellow: where somebody speaks. Red: cuts of the picture. Below: beats, downbeats
longer. Above: sections, the stronger the fuller. Click into a drawing to go there.</p>
HEAD
    cat body.html
    cat <<'TAIL'
<script>
document.querySelectorAll("section").forEach(s=>{const v=s.querySelector("video"),g=s.querySelector("svg"),h=s.querySelector(".head"),w=900;
const put=()=>{const x=v.duration?v.currentTime/v.duration*w:0;h.setAttribute("x1",x);h.setAttribute("x2",x)};
const run=()=>{put();if(!v.paused)requestAnimationFrame(run)};
v.onplay=()=>{document.querySelectorAll("video").forEach(o=>o!==v&&o.pause());run()};v.onseeked=put;
g.onclick=e=>{const b=g.getBoundingClientRect();v.currentTime=(e.clientX-b.left)/b.width*v.duration}});
</script></body></html>
TAIL
} >"$output"
echo "$output"
