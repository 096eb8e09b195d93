#!/bin/sh
# The main job on the local engine, for somebody who sees this program for the first time.
# usage: demo.sh PROGRAM FOLDER
set -eu
program=$1
folder=$2
mkdir -p "$folder"
clip=$folder/clip.mp4
[ -f "$clip" ] || "$(dirname "$0")/make_sample.sh" "$clip"
echo "\$ bgmusic add $clip --prompt \"calm lo-fi\" --engine local" >&2
result=$("$program" add "$clip" --prompt "calm lo-fi" --engine local --force)
echo "$result"
for player in mpv vlc ffplay open xdg-open; do
    command -v "$player" >/dev/null 2>&1 && break
done
echo "play it: $player '$result'" >&2
