#!/bin/sh
# Figures of a batch on the local engine: how much faster two jobs are than one, and whether memory, open files and children stay
# flat over many clips. Figures, not a test: they depend on what else the machine does.
# usage: batch_figures.sh PROGRAM [CLIPS]      (CLIPS of 2 s in the long run; 500 by default)
set -eu
program=$(realpath "$1")
clips=${2:-500}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export HOME="$folder/home" XDG_CONFIG_HOME="$folder/c" XDG_STATE_HOME="$folder/s" XDG_DATA_HOME="$folder/d" TMPDIR="$folder/tmp"
mkdir "$TMPDIR"
ffmpeg -nostdin -v error -y -f lavfi -i testsrc2=s=320x240:r=25:d=2 -f lavfi -i sine=frequency=300:duration=2,volume=-20dB \
    -c:v libx264 -preset ultrafast -c:a aac -shortest clip.mp4
mkdir few many
for i in $(seq 1 24); do cp clip.mp4 few/$i.mp4; done
for i in $(seq 1 "$clips"); do cp clip.mp4 many/$i.mp4; done

seconds() { # JOBS: of 24 clips, by the wall clock
    rm -f few/*-music.mp4
    begun=$(date +%s%N)
    "$program" -q add few/*.mp4 --engine local -j "$1" >/dev/null
    echo "$begun $(date +%s%N)" | awk '{printf "%.2f\n", ($2 - $1) / 1e9}'
}
seconds 2 >/dev/null # everything that is read once is read
# In turn, so that what else runs here weighs on both.
for round in 1 2 3; do
    one=$(seconds 1)
    two=$(seconds 2)
    echo "$one $two"
done | awk '{one += $1; two += $2} END {printf "ratio -j 2 against -j 1: %.2f times as fast (%.2f s against %.2f s for 24 clips)\n", one / two, two / NR, one / NR}'

"$program" -q add -j 2 --engine local many/*.mp4 >paths 2>errors &
pid=$!
most_fds=0 most_children=0 step=$((clips / 5 > 0 ? clips / 5 : 1)) next=$step
while kill -0 $pid 2>/dev/null; do
    fds=$(find /proc/$pid/fd -mindepth 1 2>/dev/null | wc -l)
    children=$(pgrep -cP $pid || :)
    done=$(wc -l <paths)
    [ "$fds" -le "$most_fds" ] || most_fds=$fds
    [ "$children" -le "$most_children" ] || most_children=$children
    if [ "$done" -ge "$next" ]; then
        awk -v d="$done" -v f="$most_fds" -v c="$most_children" '/VmRSS/ {printf "%d clips: %.0f MB resident, at most %d open files, %d children\n", d, $2 / 1024, f, c}' \
            /proc/$pid/status 2>/dev/null || :
        next=$((next + step)) most_fds=0 most_children=0
    fi
    sleep 0.1
done
wait $pid || { echo "the batch failed" >&2; tail -n 3 errors >&2; exit 1; }
echo "$(wc -l <paths) of $clips clips done; left in TMPDIR: $(ls "$TMPDIR" | wc -l)"
