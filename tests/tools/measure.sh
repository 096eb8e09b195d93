#!/bin/sh
# What the local engine does to five kinds of clip, input and output side by side, as a Markdown table; and how
# the music lies under a voice.
# usage: measure.sh PROGRAM      (needs ffmpeg, espeak-ng, a C compiler; LONG=no leaves the five-minute clip out)
#
# The music of a mix is found without any help of the program: the same clip is rendered with its usual volume,
# with volume 0 and with --no-duck, all with --loudness keep, so that the voice is the same in all three.
set -eu
program=$(realpath "$1")
here=$(dirname "$(realpath "$0")")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cc -O2 -D_GNU_SOURCE "$here/sound_figures.c" -o "$folder/figures" -lm
cd "$folder"
export HOME="$folder" XDG_CONFIG_HOME="$folder/c" XDG_STATE_HOME="$folder/s" XDG_DATA_HOME="$folder/d"
quiet="ffmpeg -nostdin -v error -y"
x264="-c:v libx264 -preset ultrafast"

speech() { # SECONDS: sentences with pauses of 4 s between
    espeak-ng -s 150 -w said.wav "Here is a sentence that somebody says, and here is another one, so that there is enough
        to hear for a while. It goes on, and on, and then it comes to its end."
    $quiet -i said.wav -af aresample=48000,apad=pad_dur=4 padded.wav
    $quiet -stream_loop -1 -i padded.wav -t "$1" voice.wav
}
speech 30
$quiet -f lavfi -i testsrc2=s=1280x720:r=30:d=30 -i voice.wav $x264 -c:a aac -b:a 128k -t 30 talk.mp4
$quiet -f lavfi -i testsrc2=s=640x360:r=30:d=15 -i voice.wav -c:v libvpx -deadline realtime -cpu-used 8 -b:v 1M -c:a libopus -t 15 vp8.webm
$quiet -f lavfi -i testsrc2=s=1280x720:r=30000/1001:d=15 -f lavfi -i "anoisesrc=color=pink:amplitude=0.05:seed=1:d=15" $x264 -c:a aac \
    -metadata creation_time=2024-05-01T10:00:00Z -t 15 level.mov
$quiet -i level.mov -c copy -map_metadata 0 -metadata:s:v rotate=90 phone.mov
$quiet -f lavfi -i testsrc2=s=640x360:r=25:d=20 $x264 silent.mp4
clips="talk.mp4 vp8.webm phone.mov silent.mp4"
if [ "${LONG:-yes}" = yes ]; then
    speech 300
    $quiet -f lavfi -i testsrc2=s=640x360:r=25:d=300 -i voice.wav $x264 -c:a aac -t 300 long.mp4
    clips="$clips long.mp4"
fi

length_of() { # FILE STREAM
    [ -n "$(ffprobe -v error -select_streams "$2" -show_entries stream=index -of csv=p=0 "$1")" ] || { echo -; return; }
    ffmpeg -nostdin -v error -i "$1" -map "0:$2" -c copy -f framecrc - 2>/dev/null |
        awk -F, '/^#tb/ {split($0, t, /[ \/]/); tb = t[3] / t[4]} !/^#/ {n++; e = ($3 + $4) * tb; if (e > m) m = e} END {printf "%.3f", m}'
}
pictures_of() { ffprobe -v error -count_packets -select_streams v:0 -show_entries stream=nb_read_packets -of default=nk=1:nw=1 "$1" | head -n 1; }
hash_of() { ffmpeg -nostdin -v error -i "$1" -map 0:V:0 -c copy -f hash -hash md5 -; }
turn_of() { ffprobe -v error -select_streams v:0 -show_entries stream_side_data=rotation -of default=nk=1:nw=1 "$1" | head -n 1; }
floats() { $quiet -i "$1" -map 0:a:0 -af aresample=48000:async=1:first_pts=0 -ac 2 -f f32le "$2"; }

sound_row() { # FILE: "loudness | peak | onset | last | dc"
    if [ "$(length_of "$1" a:0)" = - ]; then
        echo "- | - | - | - | -"
        return
    fi
    loud=$(ffmpeg -nostdin -hide_banner -i "$1" -map 0:a:0 -af ebur128=peak=true:framelog=verbose -f null - 2>&1 |
        awk '/I:/ {i = $2} /Peak:/ {p = $2} END {print i " | " p}')
    floats "$1" one.f32
    ./figures one.f32 | tr ' ' '\n' |
        awk -F= -v loud="$loud" '{v[$1] = $2} END {print loud " | " v["onset_ms"] " | " v["last_db"] " | " v["dc"]}'
}

echo "| file | picture s | sound s | pictures | same packets | turn | LUFS | true peak dB | first sound ms | last 0.1 s dBFS | DC |"
echo "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
for clip in $clips; do
    "$program" -q add "$clip" -p "calm lo-fi" --engine local -o "out-$clip.mp4" >/dev/null
    same=no
    [ "$(hash_of "$clip")" != "$(hash_of "out-$clip.mp4")" ] || same=yes
    for file in "$clip" "out-$clip.mp4"; do
        [ "$file" = "$clip" ] && name=$clip mark= || name="→ result" mark=$same
        echo "| $name | $(length_of "$file" v:0) | $(length_of "$file" a:0) | $(pictures_of "$file") | $mark | $(turn_of "$file") | $(sound_row "$file") |"
    done
done

echo
echo "| clip | voice LUFS | music under it | music between | under by LU | between by LU | ducked by dB at most | biggest step in 50 ms, dB |"
echo "| --- | --- | --- | --- | --- | --- | --- | --- |"
for clip in $clips; do
    case $clip in talk* | vp8* | long*) ;; *) continue ;; esac
    "$program" -q add "$clip" -p "calm lo-fi" --engine local --loudness keep --force -o with.mp4 >/dev/null
    "$program" -q add "$clip" -p "calm lo-fi" --engine local --loudness keep --force -o flat.mp4 --no-duck >/dev/null
    "$program" -q add "$clip" -p "calm lo-fi" --engine local --loudness keep --force -o voice.mp4 --volume 0 >/dev/null
    for name in with flat voice; do floats $name.mp4 $name.f32; done
    ./figures with.f32 voice.f32 flat.f32 | tr ' ' '\n' | awk -F= -v clip="$clip" '{v[$1] = $2} END {
        print "| " clip " | " v["speech_lufs"] " | " v["music_under"] " | " v["music_between"] " | " v["under_lu"] " | " \
            v["between_lu"] " | " v["deepest_db"] " | " v["jump_db"] " |"}'
done
