#!/bin/sh
# Runs fuzz targets one after the other; a finding ends its target and lies in tests/fuzz/findings/SUBJECT then.
# usage: fuzz.sh SECONDS WORK_FOLDER PROGRAM...    FUZZ_JOBS=N runs N at a time
# FUZZ_SEED=N makes the inputs the same each time (0, the default: by the clock): CI must not depend on luck.
# What the fuzzer learns is kept in WORK_FOLDER and taken up by the next run; the tree holds the seeds alone.
set -u
FUZZ_SECONDS=$1 WORK=$2
export FUZZ_SECONDS WORK
shift 2
[ $# -gt 0 ] || { echo "fuzz: no such target" >&2; exit 1; }

run_one() {
    subject=$(basename "$1" | sed 's/^fuzz_//')
    inputs=tests/fuzz/corpus/$subject
    findings=tests/fuzz/findings/$subject
    mkdir -p "$WORK/$subject" "$findings"
    dictionary=""
    [ -f "tests/fuzz/$subject.dict" ] && dictionary="-dict=tests/fuzz/$subject.dict"
    # shellcheck disable=SC2086
    "$1" -max_total_time="$FUZZ_SECONDS" -max_len=4096 -timeout=30 -seed="${FUZZ_SEED:-0}" -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="$findings/" $dictionary "$WORK/$subject" "$inputs" "$findings" \
        >"$WORK/$subject.log" 2>&1
    code=$?
    rmdir "$findings" 2>/dev/null # a subject without findings has no folder
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$WORK/$subject.log")
    if [ "$code" = 0 ]; then
        echo "fuzz: $subject: ${runs:-?} runs in $FUZZ_SECONDS s, no finding"
    else
        echo "fuzz: $subject: FOUND something (code $code), see $WORK/$subject.log"
        grep -E 'broken:|ERROR|SUMMARY|runtime error|Test unit written' "$WORK/$subject.log"
        exit 1 # the others run on; xargs remembers
    fi
}
mkdir -p "$WORK"
script=$WORK/one.sh
{
    echo '#!/bin/sh'
    sed -n '/^run_one()/,/^}/p' "$0"
    echo 'run_one "$1"'
} >"$script"
printf '%s\n' "$@" | xargs -P "${FUZZ_JOBS:-1}" -n 1 sh "$script"
