#!/bin/sh
# Ten clips with 6 to 30 cuts at known places: how many cuts fall on beats, with `--sync cuts` and with the default scan. Prints a
# table; fails when the figures of `--sync cuts` are out of their bounds.
# usage: cut_sync.sh CUT_SYNC      (the program made from cut_sync.c)
set -eu
judge=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# Pictures that differ in what is on them, in brightness and in colour; all move.
picture() { # NUMBER SECONDS
    case $(($1 % 8)) in
        0) echo "testsrc2=s=640x360:r=25:d=$2" ;;
        1) echo "mandelbrot=s=640x360:r=25:start_scale=$(($1 % 5 + 1)),trim=duration=$2,setpts=PTS-STARTPTS" ;;
        2) echo "smptebars=s=640x360:r=25:d=$2,hue=h=$(($1 * 37)):s=1" ;;
        3) echo "gradients=s=640x360:r=25:d=$2:seed=$1:speed=0.02" ;;
        4) echo "testsrc=s=640x360:r=25:d=$2,eq=brightness=-0.2" ;;
        5) echo "life=s=640x360:r=25:seed=$1:mold=10:life_color=0xe0c040:death_color=0x203060,trim=duration=$2,setpts=PTS-STARTPTS" ;;
        6) echo "rgbtestsrc=s=640x360:r=25:d=$2,hue=h=20*t" ;;
        7) echo "cellauto=s=640x360:r=25:random_seed=$1:rule=110,trim=duration=$2,setpts=PTS-STARTPTS,negate" ;;
    esac
}

make_clip() { # NUMBER: random cuts, in whole frames
    awk -v seed="$1" 'BEGIN {
        srand(seed); cuts = 6 + int(rand() * 25); length_s = 24 + int(rand() * 60); at = 0
        mean = (length_s - 3) / cuts
        for (i = 0; i < cuts; i++) {
            step = 0.6 + rand() * (2 * mean - 0.7); at += int(step * 25) / 25
            if (at > length_s - 3) break
            printf "%.2f\n", at
        }
        print length_s > "length.txt"
    }' >truth.txt
    inputs="" labels="" n=0 before=0
    for at in $(cat truth.txt length.txt); do
        inputs="$inputs -f lavfi -i $(picture $((n * 3 + $1)) "$(awk -v a="$before" -v b="$at" 'BEGIN {printf "%.2f", b - a}')")"
        labels="$labels[$n]format=yuv420p,setsar=1[v$n];" before=$at n=$((n + 1))
    done
    joined=$(awk -v n=$n 'BEGIN {for (i = 0; i < n; i++) printf "[v%d]", i}')
    # shellcheck disable=SC2086
    ffmpeg -nostdin -v error -y $inputs -filter_complex "$labels${joined}concat=n=$n:v=1" -c:v libx264 -preset veryfast clip.mp4
}

: >figures.txt
echo "| clip | cuts | scan | found (wrong) | strongest third on beats | all on beats | strongest begins section or chord | scan ms |"
echo "| --- | --- | --- | --- | --- | --- | --- | --- |"
for clip in 1 2 3 4 5 6 7 8 9 10; do
    make_clip $clip
    "$judge" clip.mp4 truth.txt >one.txt
    cat one.txt >>figures.txt
    awk -v clip=$clip '{
        printf "| %s | %d | %s | %d (%d) | %.0f %% | %.0f %% | %d of %d | %d |\n", clip, $2, $1 == "every" ? "--sync cuts" : "default",
            $3, $4, 100 * $6 / $5, 100 * $8 / $7, $9, $10, $12}' one.txt
done
awk '{for (i = 2; i <= 10; i++) sum[$1, i] += $i; if ($11 > bend[$1]) bend[$1] = $11}
    END {
        for (k = 0; k < 2; k++) {
            m = k ? "keys" : "every"
            printf "%s: found %d of %d cuts, %d wrong; on beats (60 ms): strongest third %.0f %%, all %.0f %%; the strongest begins a section " \
                "or chord in %d of %d; a tempo moves by %.1f %% at most\n", k ? "default scan" : "--sync cuts", sum[m, 3], sum[m, 2],
                sum[m, 4], 100 * sum[m, 6] / sum[m, 5], 100 * sum[m, 8] / sum[m, 7], sum[m, 9], sum[m, 10], bend[m] / 10
        }
        exit sum["every", 6] < 0.8 * sum["every", 5] || sum["every", 8] < 0.45 * sum["every", 7] || bend["every"] > 40 ||
            sum["every", 9] < sum["every", 10]
    }' figures.txt
