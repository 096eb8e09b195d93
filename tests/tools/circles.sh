#!/bin/sh
# Finds circles in the house: rooms that include each other, and files that call each other.
# usage: circles.sh ROOT [OBJECT_FOLDER]    prints each circle; the exit code says whether there was one.
#   ROOT           has src/ and include/bgmusic/
#   OBJECT_FOLDER  what a build made of src/ (build/obj): files are looked at when it is given
# A file calls another when its object needs a symbol that the other's defines: what the linker sees, whatever headers say.
set -u
root=$1
objects=${2:-}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
found=0

# tsort(1) names the members of each loop on stderr.
look() { # what, pairs: "user used" a line
    if ! tsort "$2" >/dev/null 2>"$folder/loops"; then
        echo "$1 in a circle: $(grep -v 'contains a loop' "$folder/loops" | sed 's/^tsort: //' | tr '\n' ' ')"
        found=1
    fi
}

# Rooms: the folder of a source, without door/, against the folder where its header lies.
cd "$root" || exit 2
find src include -name '*.h' | sed -E 's,^include/(bgmusic/(.*)/[^/]*)$,\1 src/\2,; t; s,^(src/.*)/door/([^/]*)$,\2 \1,; t; s,^(src/.*)/([^/]*)$,\2 \1,' >"$folder/where"
grep -rE '^ *#include "' src include --include='*.[ch]' |
    sed -E 's,^include/bgmusic/,src/,; s,^(src/[^:]*)/[^/:]*:#include "([^"]*)".*,\1 \2,; s,/door , ,' >"$folder/uses"
awk 'NR == FNR { where[$1] = $2; next } ($2 in where) && where[$2] != $1 { print $1, where[$2] }' \
    "$folder/where" "$folder/uses" | sort -u >"$folder/rooms"
look rooms "$folder/rooms"

if [ -n "$objects" ]; then
    for source in $(find src -name '*.c'); do
        object=$objects/${source#src/}
        [ -e "${object%.c}.o" ] && nm -A "${object%.c}.o"
    done | sed -E 's,^.*/([^/:]*)\.o:[0-9a-f ]* ([A-Za-z]) ,\1 \2 ,' >"$folder/symbols"
    awk '$2 ~ /[TDBRVW]/ { home[$3] = $1; next } $2 == "U" { user[++n] = $1; used[n] = $3 }
         END { for (i = 1; i <= n; i++) if (used[i] in home && home[used[i]] != user[i]) print user[i], home[used[i]] }' \
        "$folder/symbols" | sort -u >"$folder/files"
    [ -s "$folder/files" ] || { echo "no objects of src/ in $objects"; found=1; }
    look files "$folder/files"
fi
exit $found
