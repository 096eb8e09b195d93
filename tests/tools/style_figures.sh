#!/bin/sh
# Figures of the music of several styles as it comes out of the finished file, as a Markdown table.
# usage: style_figures.sh PROGRAM [SECONDS [STYLE...]]      (needs ffmpeg, aubiotrack, a C compiler)
set -eu
program=$(realpath "$1")
seconds=${2:-30}
shift "$(($# > 2 ? 2 : $#))"
[ $# -gt 0 ] || set -- lofi upbeat cinematic ambient acoustic
here=$(dirname "$(realpath "$0")")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cc -O2 -D_GNU_SOURCE "$here/sound_figures.c" -o "$folder/figures" -lm
cd "$folder"
export HOME="$folder" XDG_CONFIG_HOME="$folder/c" XDG_STATE_HOME="$folder/s" XDG_DATA_HOME="$folder/d"
ffmpeg -nostdin -v error -y -f lavfi -i "testsrc2=s=320x240:r=25:d=$seconds" -c:v libx264 -preset ultrafast clip.mp4

echo "| style | onset ms | longest gap s | last 0.1 s dBFS | LUFS | true peak | DC | L/R corr. | crest | <120 Hz | 1-4 kHz | >5 kHz | tempo asked / heard |"
echo "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
for style in "$@"; do
    BGMUSIC_TRACE=engine "$program" add clip.mp4 -p "$style" --engine local --force -o "$style.mp4" >/dev/null 2>log
    [ -z "${FIGURES_KEEP:-}" ] || cp log "$FIGURES_KEEP/$style.log"
    ffmpeg -nostdin -v error -y -i "$style.mp4" -map 0:a:0 -f f32le -ac 2 -ar 48000 sound.f32
    ffmpeg -nostdin -v error -y -i "$style.mp4" -map 0:a:0 sound.wav
    loud=$(ffmpeg -nostdin -hide_banner -i "$style.mp4" -af ebur128=peak=true:framelog=verbose -f null - 2>&1 |
        awk '/I:/ {i = $2} /Peak:/ {p = $2} END {print i " | " p}')
    heard=$(aubiotrack -i sound.wav 2>/dev/null | awk 'NR > 1 {print $1 - a} {a = $1}' | sort -n |
        awk '{v[NR] = $1} END {if (NR > 4) printf "%.1f", 60 / v[int((NR + 1) / 2)]; else printf "none"}')
    asked=$(sed -n 's/.*plan .* \([0-9.]*\) bpm.*/\1/p' log | tail -n 1)
    [ -z "${FIGURES_KEEP:-}" ] || cp "$style.mp4" sound.wav "$FIGURES_KEEP/"
    ./figures sound.f32 | tr ' ' '\n' | awk -F= -v style="$style" -v loud="$loud" -v heard="$heard" -v asked="${asked:-?}" \
        '{v[$1] = $2} END {print "| " style " | " v["onset_ms"] " | " v["gap_s"] " | " v["last_db"] " | " loud " | " v["dc"] " | " \
            v["correlation"] " | " v["crest"] " | " v["low"] " | " v["middle"] " | " v["high"] " | " asked " / " heard " |"}'
done
