#!/bin/sh
# Runs unit programs and bats files, one more at a time than there are cores (many wait for a clock more than they
# compute), and ends with one line: "N passed, N failed".
# usage: run_tests.sh FOLDER UNIT_PROGRAM... -- BATS_FILE...    (either list may be empty)
# TEST_PREFIX="valgrind -q --error-exitcode=9" goes before each unit program. JOBS=N changes how many at a time.
set -u
logs=$1
shift
rm -rf "$logs"
mkdir -p "$logs"

# A sanitizer's report is a failure whoever made it: a test that expects exit code 1, or looks at no code at all,
# or a child in the background, would swallow it. So the reports go to files of their own, and these are counted.
reports=$(cd "$logs" && pwd)/sanitizer
for kind in ASAN UBSAN TSAN LSAN; do
    eval "options=\${${kind}_OPTIONS:-}"
    export "${kind}_OPTIONS=${options:+$options:}log_path=$reports:exitcode=99:print_stacktrace=1"
done
export TSAN_OPTIONS="$TSAN_OPTIONS:suppressions=$(cd "$(dirname "$0")" && pwd)/tsan.supp"

units=""
while [ $# -gt 0 ] && [ "$1" != -- ]; do units="$units $1"; shift; done
[ $# -gt 0 ] && shift

run_one() { # kind file: its TAP goes to a log, a short line to the screen
    kind=$1 file=$2
    name=$(echo "$file" | sed 's,.*/unit/,,; s,.*/fuzz/fuzz_,fuzz_,; s,.*/tests/,,; s,[/.],_,g')
    log=$LOGS/$name.tap
    began=$(date +%s)
    if [ "$kind" = unit ]; then
        CMOCKA_MESSAGE_OUTPUT=TAP timeout 600 $TEST_PREFIX "$file" >"$log" 2>"$LOGS/$name.err"
    else
        timeout 1200 bats --formatter tap "$file" >"$log" 2>"$LOGS/$name.err"
    fi
    code=$?
    good=$(grep -c '^ok ' "$log")
    bad=$(grep -c '^not ok ' "$log")
    # A program that died told of no failure: its death is one.
    if [ "$code" != 0 ] && [ "$bad" = 0 ]; then
        bad=1
        echo "not ok - $file ended with code $code" >>"$log"
    fi
    [ "$good" != 0 ] || [ "$bad" != 0 ] || { bad=1; echo "not ok - $file ran no test" >>"$log"; }
    printf '%-48s %4s ok %4s s%s\n' "$name" "$good" "$(($(date +%s) - began))" "$([ "$bad" = 0 ] || echo ", $bad FAILED")"
    if [ "$bad" != 0 ]; then
        grep -A 12 '^not ok' "$log" | head -60
        tail -n 30 "$LOGS/$name.err"
    fi
}
TEST_CLIPS=$(cd "$logs" && pwd)/clips # what the files of a run share
export TEST_CLIPS LOGS="$logs" TEST_PREFIX="${TEST_PREFIX:-}"

script=$logs/one.sh
{
    echo '#!/bin/sh'
    sed -n '/^run_one()/,/^}/p' "$0"
    echo 'run_one "$1" "$2"'
} >"$script"
{
    for file in "$@"; do echo "bats $file"; done
    for file in $units; do echo "unit $file"; done
} | xargs -P "${JOBS:-$(($(nproc) + 1))}" -n 2 sh "$script"

for report in "$reports".*; do
    [ -s "$report" ] || continue
    echo "not ok - sanitizer report $report" >>"$logs/sanitizer_reports.tap"
    echo "--- $report"
    head -n 40 "$report"
done

passed=$(cat "$logs"/*.tap 2>/dev/null | grep -c '^ok ')
failed=$(cat "$logs"/*.tap 2>/dev/null | grep -c '^not ok ')
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" != 0 ]
