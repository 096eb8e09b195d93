#!/bin/sh
# Guards the house: who may include whom, where foreign headers may stand, sizes, banned calls, names, words.
# usage: lint.sh [CHECK...]   (from the project's root; without CHECK all of them). Prints each offence; the exit code says
# whether there was one. OBJECTS=FOLDER: what a build made of src/, for the circles of files.
set -u
offences=0
say() { echo "lint: $*"; offences=$((offences + 1)); }

# Layers: for each room, the headers of ours that it may include (docs/architecture.md). Between the rooms of the engine the
# compiler sees to it: the Makefile's DOORS lead to no others.
allowed() {
    case $1 in
    base) echo 'bgmusic/base/|bgmusic/version' ;;
    json) echo 'bgmusic/(base|json)/' ;;
    net) echo 'bgmusic/(base|net)/|bgmusic/version' ;;
    api) echo 'bgmusic/(base|json|net|api)/|bgmusic/version' ;;
    draft) echo 'bgmusic/(base|json|draft)/' ;;
    store) echo 'bgmusic/(base|json|store)/' ;;
    app) echo 'bgmusic/(base|api|draft|store|app)/|bgmusic/version|bgmusic/json/json_span|bgmusic/net/retry_policy|bgmusic/engine/engine\.h|bgmusic/engine/engine_prompt\.h|bgmusic/engine/engine_clean\.h' ;;
    cli) echo 'bgmusic/(base|app|draft|cli|json)/|bgmusic/store/settings|bgmusic/version' ;;
    engine) echo 'bgmusic/(base|json|draft|engine)/|bgmusic/version' ;;
    esac
}
check_layers() {
for room in base json net api draft store app cli engine; do
    pattern=$(allowed "$room")
    found=$(grep -rnE '^#include "bgmusic/' "src/$room" "include/bgmusic/$room" 2>/dev/null |
        grep -vE "#include \"($pattern)" | grep -vE 'cmd_(serve\.c:.*bgmusic/engine/engine|styles\.c:.*bgmusic/engine/engine_styles)\.h')
    [ -z "$found" ] || say "$room includes what is above it:
$found"
done
}

# No circle between rooms, none between files.
check_circles() {
    found=$(tests/tools/circles.sh . ${OBJECTS:+"$OBJECTS"}) || say "$found"
}

# Foreign libraries stand behind one or two files each.
only_in() { # header files...
    header=$1
    shift
    for file; do
        [ -e "$file" ] || say "the list for <$header> names $file, which is not there"
    done
    for file in $(grep -rlE "#include <$header>" src include); do
        case " $* " in *" $file "*) ;; *) say "$file includes <$header>, which belongs to: $*" ;; esac
    done
}
check_foreign() {
only_in 'curl/curl\.h' src/net/http.c src/net/http_transfer.c src/net/http_body.c src/net/http_pool.c src/net/http_headers.c src/net/url.c src/net/http_client.h
only_in 'microhttpd\.h' src/engine/server/server.c
only_in 'sqlite3\.h' src/engine/storage/database.c src/engine/storage/database_open.c
only_in 'fluidsynth\.h' src/engine/sound/fluid_library.h
only_in 'cjson/cJSON\.h' src/json/json_read.c src/json/json_write.c
only_in 'histedit\.h' src/cli/line_editor.c
only_in 'uuid/uuid\.h' src/base/uuid.c
only_in 'xxhash\.h' src/base/content_hash.c
}

# Sizes: one subject a file.
check_sizes() {
for file in $(find src include tests -name '*.[ch]'); do
    lines=$(wc -l <"$file")
    [ "$lines" -le 600 ] || say "$file has $lines lines (600 at most)"
done
}

# Names are unique in the tree; no private twin of a door.
check_names() {
for name in $(find src include -name '*.[ch]' | sed 's,.*/,,' | sort | uniq -d) $(find src include -name '*_internal.h'); do
    say "$name: its name is taken, or says nothing"
done

# The tour names every door: a header that another room may include. (Doors of `base` and `api`, and rows, go by their kind.)
for door in $(find include/bgmusic/app include/bgmusic/net include/bgmusic/json include/bgmusic/store include/bgmusic/draft src/engine -path '*/door/*.h' -o \
    -path 'include/bgmusic/*/*.h' | sed 's,.*/,,' | grep -v '_rows\.h$'); do
    grep -q "\`$door\`" docs/architecture.md || say "docs/architecture.md does not name the door $door"
done

# A document that names a source or a test names one that is there.
for name in $(grep -hoE '`[a-z][a-z_/]+\.(c|h|bats|sh)`' docs/*.md README.md | tr -d '`' | sort -u); do
    found=$(find src include tests -path "*/${name#*/}" -o -name "$name" | head -n 1)
    [ -n "$found" ] || say "the documents name $name, which is not there"
done

# The top level is fixed (and dotfiles).
for name in $(git ls-files 2>/dev/null | cut -d / -f 1 | sort -u); do
    case $name in Makefile | README.md | LICENSE | src | include | tests | docs | man | .*) ;; *) say "$name does not belong to the top level" ;; esac
done
}

# Calls that have no place here.
check_calls() {
found=$(grep -rnwE 'strcpy|strcat|sprintf|vsprintf|gets|strtok|system|popen|atoi|atof|alloca|tmpnam|mktemp' src --include='*.c' |
    grep -E '(strcpy|strcat|sprintf|vsprintf|gets|strtok|system|popen|atoi|atof|alloca|tmpnam|mktemp)\(' |
    grep -vE '^[^:]*:[0-9]+: *(/\*|\*)')
[ -z "$found" ] || say "banned calls:
$found"
found=$(grep -rnE '\b(printf|puts|putchar|exit)\(|fprintf\(stderr' src --include='*.c' |
    grep -vE '^src/(cli|base/(xalloc|random)\.c|json/json_write\.c)')
[ -z "$found" ] || say "only cli prints or exits:
$found"
# What reads a file from outside runs in the cage: these ask programs about themselves alone.
found=$(grep -rnE '\bprocess_(start|capture)\(' src --include='*.c' |
    grep -vE '^src/(base/(process|media_cage)\.c|engine/(engine_parts|media/(title_font|encoders))\.c):')
[ -z "$found" ] || say "started without a cage (base/media_cage.h):
$found"
# One way to count the elements of an array.
found=$(grep -rnE 'sizeof [a-z_]+ / sizeof' src include)
[ -z "$found" ] || say "COUNT of base/count.h does that:
$found"
}

# Nothing unfinished.
check_marks() {
found=$(grep -rnE '\b(TODO|FIXME|XXX)\b|not implemented' src include man docs README.md Makefile 2>/dev/null)
[ -z "$found" ] || say "unfinished marks:
$found"

}

# Every header compiles alone: several in a call of the compiler, as many calls at once as there are cores.
check_headers() {
folder=$(mktemp -d)
find include src -name '*.h' | while read -r header; do
    printf '#include "%s"\n' "$header" >"$folder/$(echo "$header" | tr / ,).c"
done
doors=$(find src/engine -name door | sed 's/^/-I/')
# shellcheck disable=SC2086
find "$folder" -name '*.c' -print0 |
    xargs -0 -n 20 -P "$(getconf _NPROCESSORS_ONLN)" ${CC:-cc} -std=c17 -D_GNU_SOURCE -I. -Iinclude $doors \
        -Wall -Wextra -fsyntax-only >"$folder/errors" 2>&1 ||
    say "headers that do not compile alone: $(grep -m 3 -E 'error|warning' "$folder/errors")"
rm -rf "$folder"
}

# The manual is well-formed. (That it says what the tables say is tested: tests/cli/agreement.bats.)
check_manual() {
if command -v mandoc >/dev/null 2>&1; then
    # Other pages need not be installed where this is built.
    found=$(mandoc -T lint -W style man/*.1 2>/dev/null | grep -v 'referenced manual not found')
    [ -z "$found" ] || say "mandoc: $found"
fi
}

# One hand: laid out by .clang-format.
check_format() {
    command -v clang-format >/dev/null 2>&1 || { say "clang-format is not installed"; return; }
    found=$(find src include tests -name '*.[ch]' -print0 | xargs -0 clang-format --dry-run 2>&1 | grep -c 'warning:.*clang-format-violations')
    [ "$found" = 0 ] || say "$found places are not laid out by .clang-format: make format"
    found=$(find src include tests -name '*.[ch]' -print0 | xargs -0 awk '
        FNR == 1 || /clang-format on/ { fenced = 0 } /clang-format off/ { fenced = 1 }
        length($0) > 120 && !fenced && !/["▁-█]|#define/ { print FILENAME ":" FNR }')
    [ -z "$found" ] || say "longer than 120 columns:
$found"
}

[ $# != 0 ] || set -- layers circles foreign sizes names calls marks headers manual format
for check; do "check_$check"; done

if [ "$offences" != 0 ]; then
    echo "lint: $offences offences"
    exit 1
fi
echo "lint: clean"
