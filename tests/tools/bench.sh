#!/bin/sh
# Figures as ratios in one run: the whole local job against a hand-written ffmpeg mix, an upload and the start against curl, ffprobe in its cage
# against the same without.
# usage: bench.sh BUILD_FOLDER [add|upload|sse|start|cage|reading|batch]...      (needs hyperfine; /usr/bin/time for the memory figures)
set -eu
build=$(realpath "$1")
program=$build/bgmusic
shift
here=$(dirname "$(realpath "$0")")
parts=${*:-add upload sse start cage reading batch}
command -v hyperfine >/dev/null 2>&1 || { echo "bench: hyperfine is missing (apt-get install hyperfine)" >&2; exit 1; }
folder=$(mktemp -d)
service_pid=""
trap '[ -z "$service_pid" ] || kill "$service_pid"; rm -rf "$folder"' EXIT
cd "$folder"
export HOME="$folder" XDG_CONFIG_HOME="$folder/c" XDG_STATE_HOME="$folder/s" XDG_DATA_HOME="$folder/d"

make_clip() { # NAME SECONDS CHANNELS MBITS: 1080p30, a voice for half of it
    espeak-ng -s 150 -w voice.wav "Here is a sentence that somebody says, and here is another one, so that there is
        enough to hear for a while. Then it is quiet for some time, and only the picture speaks. And now the voice is
        back, to say the rest of what there was to say about all this."
    ffmpeg -nostdin -v error -y -f lavfi -i "testsrc2=s=1920x1080:r=30:d=$2" -stream_loop -1 -i voice.wav \
        -filter_complex "[1:a]aresample=48000,apad,atrim=0:$2[a]" -map 0:v -map '[a]' \
        -c:v libx264 -preset ultrafast -b:v "$4M" -maxrate "$4M" -bufsize 16M -c:a aac -ac "$3" "$1"
    # The ready WAV is real music: encoding costs more than that of a plain tone.
    "$program" -q add "$1" -p "calm lo-fi" --engine local --replace-audio -o music.mp4 --force >/dev/null
    ffmpeg -nostdin -v error -y -i music.mp4 -vn "$1.wav"
}

# What somebody writes by hand who has the music already: lowered by a compressor that hears the voice, mixed in stereo (amix would
# take the layout of a mono voice for both, and halve the music), AAC at ffmpeg's defaults, the picture copied.
graph="[0:a]aformat=channel_layouts=stereo,asplit[v][k];[1:a][k]sidechaincompress=threshold=0.02:ratio=6:attack=80:release=800[d];[v][d]amix=inputs=2:normalize=0:duration=first[a]"

compare() { # NAME
    hyperfine -w 1 -r "${RUNS:-7}" --export-csv result.csv \
        -n "ffmpeg ducks and mixes a ready WAV into $1" "ffmpeg -nostdin -v error -y -i $1 -i $1.wav -filter_complex '$graph' -map 0:v -map '[a]' -c:v copy -c:a aac mixed.mp4" \
        -n "bgmusic add --engine local $1" "$program -q add $1 -p 'calm lo-fi' --engine local --force"
    awk -F, 'NR == 2 {a = $2} NR == 3 {printf "ratio %s: %.2f (%.2f s against %.2f s)\n\n", n, $2 / a, $2, a}' n="$1" result.csv
}

# The whole job.
bench_add() {
    make_clip clip30.mp4 30 2 8
    compare clip30.mp4
    make_clip mono30.mp4 30 1 8
    compare mono30.mp4
    if [ "${LONG:-no}" = yes ]; then
        make_clip clip600.mp4 600 2 4
        RUNS=3 compare clip600.mp4
        make_clip clip3600.mp4 3600 2 1
        /usr/bin/time -f "clip3600.mp4: %e s, peak memory of our process %M KB" "$program" -q add clip3600.mp4 --engine local --force --wait 600 >/dev/null
    fi
    /usr/bin/time -f "clip30.mp4: peak memory of our process %M KB" "$program" -q add clip30.mp4 --engine local --force >/dev/null
}

# 500 MB to the scripted service, against curl -F to the same.
bench_upload() {
    ffmpeg -nostdin -v error -y -f lavfi -i testsrc2=s=320x240:d=1 big.mp4
    truncate -s 524288000 big.mp4
    cat big.mp4 >/dev/null # into the page cache for both
    mkfifo address
    "$build/tests/service" --media big.mp4 >address &
    service_pid=$!
    read -r line <address
    export NEMO_API_URL="${line#URL=}"
    "$program" -q session new >/dev/null
    session=$("$program" session show --json 2>/dev/null | sed 's/.*"session_id":"\([0-9]*\)".*/\1/')
    hyperfine -w 1 -r "${RUNS:-10}" --export-csv upload.csv \
        -n "curl -F" "curl -sf -o answer -H 'Authorization: Bearer t' -F files=@big.mp4 $NEMO_API_URL/api/upload-video/nemo_agent/me/$session" \
        -n "bgmusic upload" "$program -q upload big.mp4"
    awk -F, 'NR == 2 {a = $4} NR == 3 {printf "throughput of a 500 MB upload: %.2f of curl (medians %.2f and %.2f s)\n", a / $4, $4, a}' upload.csv
    /usr/bin/time -f "500 MB upload: peak memory %M KB" "$program" -q upload big.mp4 >/dev/null
}

bench_start() {
    hyperfine -N -w 5 -r 50 --export-csv start.csv "curl --version" "$program --version" "$program help"
    awk -F, 'NR == 2 {a = $2} NR == 3 {printf "ratio of --version: %.2f\n", $2 / a}' start.csv
}

# Twenty starts each, of what starts in the shortest time and of ffprobe; the least of the runs, which load disturbed least.
bench_cage() {
    echo >input
    for words in true "ffprobe -version"; do
        hyperfine -N -w 1 -r "${RUNS:-30}" --export-csv cage.csv \
            "$build/tests/cage_start 20 free input $words" "$build/tests/cage_start 20 caged input $words"
        awk -F, 'NR == 2 {a = $7} NR == 3 {printf "the cage costs %.2f ms a start of %s, ratio %.2f\n\n", ($7 - a) * 50, n, $7 / a}' n="$words" cage.csv
    done
}

for part in $parts; do
    case $part in
        add | upload | start | cage) "bench_$part" ;;
        sse | reading) "$build/tests/${part}_speed" ;;
        batch) "$here/batch_figures.sh" "$program" "${CLIPS:-500}" ;;
        *) echo "bench: what is $part?" >&2; exit 2 ;;
    esac
done
