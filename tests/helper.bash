# Shared by all bats files: a private home for every test, clips made with ffmpeg, measuring.

setup_file() {
    # Clips that several tests use are made once: by all files of a run of `make check`, else by one file.
    export CLIPS="${TEST_CLIPS:-$BATS_FILE_TMPDIR/clips}"
    mkdir -p "$CLIPS"
}

setup() {
    : "${BGMUSIC:?run the tests with make check, or set BGMUSIC to the program}"
    export HOME="$BATS_TEST_TMPDIR/home" TMPDIR="$BATS_TEST_TMPDIR/tmp"
    export XDG_CONFIG_HOME="$HOME/config" XDG_STATE_HOME="$HOME/state" XDG_DATA_HOME="$HOME/data"
    unset NEMO_TOKEN NEMO_API_URL NEMO_WEB_URL NEMO_CLIENT_ID SKILL_SOURCE BGMUSIC_ENGINE BGMUSIC_TRACE \
        BGMUSIC_SOUNDFONT XDG_RUNTIME_DIR http_proxy https_proxy HTTPS_PROXY ALL_PROXY all_proxy CI NO_COLOR \
        CURL_CA_BUNDLE SSL_CERT_FILE SSL_CERT_DIR
    export LC_ALL=C.UTF-8 TERM=dumb
    : "${CLIPS:=$BATS_TEST_TMPDIR}"
    mkdir -p "$HOME" "$TMPDIR" "$BATS_TEST_TMPDIR/work"
    cd "$BATS_TEST_TMPDIR/work"
    PATH="$(dirname "$BGMUSIC"):$PATH"
}

# bats' `run`, with stderr apart in $stderr.
run_apart() {
    local err="$BATS_TEST_TMPDIR/stderr"
    set +e
    output=$("$@" 2>"$err")
    status=$?
    set -e
    stderr=$(cat "$err")
}

fail() { echo "$*" >&2; echo "stdout: $output" >&2; echo "stderr: ${stderr:-}" >&2; return 1; }

expect_status() { [ "$status" = "$1" ] || fail "exit code $status, expected $1"; }
expect_stderr() { [[ "$stderr" == *"$1"* ]] || fail "stderr does not say: $1"; }
expect_output() { [[ "$output" == *"$1"* ]] || fail "stdout does not say: $1"; }
# One error sentence of this program, nothing of a crash.
expect_clean_error() {
    [[ "$stderr" == *"bgmusic: "* ]] || fail "no error sentence"
    [[ "$stderr" != *"Sanitizer"* && "$stderr" != *"runtime error"* ]] || fail "the sanitizer complains"
}

# made PATH ffmpeg-options...: a file for all; whoever makes it at the same time puts the same in its place.
made() {
    local path=$1 part="$BATS_TEST_TMPDIR/made.${1##*.}"
    shift
    ffmpeg -nostdin -v error -y "$@" "$part"
    mv "$part" "$path"
}

# clip NAME SECONDS [ffmpeg output options...]: a test picture with a quiet tone, made once a file
clip() {
    local name=$1 seconds=$2
    shift 2
    local path="$CLIPS/$seconds${*//[^a-z0-9]/}.${name##*.}"
    [ -f "$path" ] || made "$path" -f lavfi -i "testsrc2=s=320x240:r=25:d=$seconds" \
        -f lavfi -i "sine=frequency=300:duration=$seconds,volume=-20dB" \
        -c:v libx264 -preset ultrafast -c:a aac -shortest "$@"
    cp "$path" "$name"
}

# spoken_clip NAME SECONDS: with a voice in its first half
spoken_clip() {
    local path="$CLIPS/spoken$2.${1##*.}" voice="$BATS_TEST_TMPDIR/voice.wav" seconds=$2
    if [ ! -f "$path" ]; then
        espeak-ng -s 150 -w "$voice" \
            "Here is a sentence that somebody says, and here is another one, so that there is enough to hear for a while."
        made "$path" -f lavfi -i "testsrc2=s=320x240:r=25:d=$seconds" -i "$voice" \
            -filter_complex "[1:a]aresample=48000,apad,atrim=0:$seconds[a]" -map 0:v -map '[a]' \
            -c:v libx264 -preset ultrafast -c:a aac
    fi
    cp "$path" "$1"
}

duration_of() { # FILE STREAM: seconds
    ffprobe -v error -select_streams "$2" -show_entries stream=duration -of csv=p=0 "$1" | head -n 1
}
picture_hash() { ffmpeg -nostdin -v error -i "$1" -map 0:V:0 -c copy -f hash -hash md5 -; }
# same_picture A B: are their packets the same? One ffmpeg for both: starting it is what costs.
same_picture() {
    ffmpeg -nostdin -v error -i "$1" -i "$2" -map 0:V:0 -map 1:V:0 -c copy -f streamhash -hash md5 - |
        awk -F= '{h[NR] = $2} END {exit !(NR == 2 && h[1] == h[2] && h[1] != "")}'
}
loudness_of() { # FILE: "integrated peak"
    ffmpeg -nostdin -hide_banner -i "$1" -af ebur128=peak=true:framelog=verbose -f null - 2>&1 |
        awk '/I:/ {i = $2} /Peak:/ {p = $2} END {print i, p}'
}
# within VALUE LEAST MOST
within() {
    awk -v v="$1" -v a="$2" -v b="$3" 'BEGIN {exit !(v >= a && v <= b)}' || fail "$1 is not within $2 and $3"
}

# service_start [SCRIPT] [service options...]: the scripted service in the background; sets $NEMO_API_URL, $record.
# A clock 100 times as fast makes its clients' waits bearable.
service_start() {
    : "${SERVICE:?run the tests with make check, or set SERVICE to the scripted service}"
    local script=${1:-}
    [ $# = 0 ] || shift
    record="$BATS_TEST_TMPDIR/record.jsonl"
    : >"$record"
    [ -n "$script" ] || script='{"rules":[]}'
    printf '%s' "$script" >"$BATS_TEST_TMPDIR/script.json"
    [ -f "$BATS_TEST_TMPDIR/media.mp4" ] || service_media
    mkfifo "$BATS_TEST_TMPDIR/address"
    "$SERVICE" --script "$BATS_TEST_TMPDIR/script.json" --record "$record" \
        --media "$BATS_TEST_TMPDIR/media.mp4" "$@" >"$BATS_TEST_TMPDIR/address" 3>&- &
    service_pid=$!
    local line
    read -r line <"$BATS_TEST_TMPDIR/address"
    export NEMO_API_URL=${line#URL=} BGMUSIC_TEST_CLOCK_SCALE=100
}

# The file that the service gives for a finished render.
service_media() {
    local path="$CLIPS/service.mp4"
    [ -f "$path" ] || made "$path" -f lavfi -i testsrc2=s=160x120:r=25:d=1 -c:v libx264 -preset ultrafast
    cp "$path" "$BATS_TEST_TMPDIR/media.mp4"
}

teardown() { [ -z "${service_pid:-}" ] || kill "$service_pid" 2>/dev/null || :; }

# calls METHOD PATH-PART: how many requests of that kind the service saw
calls() { jq -r --arg m "$1" --arg p "$2" 'select(.method == $m and (.path | contains($p))) | .n' "$record" | wc -l; }
