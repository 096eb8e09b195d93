#!/bin/sh
# Installs what is missing to build and run bgmusic; asks for nothing and does nothing when all is there.
# usage: deps.sh [build|test|music|ci]   what for; each includes the ones before it
set -eu
level=${1:-build}

missing=""
need_program() { command -v "$1" >/dev/null 2>&1 || missing="$missing $1"; }
need_library() { pkg-config --exists "$1" 2>/dev/null || missing="$missing $1"; }
need_file() { # any of the files
    for file in "$@"; do [ -e "$file" ] && return 0; done
    missing="$missing $1"
}

need_program "${CC:-cc}"
need_program make
need_program pkg-config
[ -e /usr/include/histedit.h ] || need_library libedit
for library in libcurl libcjson uuid libxxhash libmicrohttpd sqlite3 fluidsynth; do
    need_library "$library"
done
need_program ffmpeg
need_program ffprobe
# Titles may be Chinese. macOS has fonts for it.
need_program fc-list
if command -v fc-list >/dev/null 2>&1 && [ -z "$(fc-list :charset=4e2d:scalable=true:color=false)" ]; then
    missing="$missing a-font-with-Chinese"
fi
need_file /usr/share/sounds/sf3/MuseScore_General_Full.sf3 /usr/share/sounds/sf3/MuseScore_General_Lite.sf3 /usr/share/sounds/sf3/FluidR3Mono_GM.sf3 \
    /usr/share/sounds/sf2/FluidR3_GM.sf2 /usr/share/soundfonts/FluidR3_GM.sf2 \
    /usr/share/soundfonts/default.sf2 /usr/share/sounds/sf2/TimGM6mb.sf2
if [ "$level" != build ]; then
    need_library cmocka
    need_program bats
    need_program jq
    need_program curl
    need_program espeak-ng
    need_program openssl
    need_program tmux
    need_program zsh
    need_program fish
    need_program mandoc
    python3 -c 'import jsonschema' 2>/dev/null || missing="$missing python3-jsonschema"
fi
[ "$level" = build ] || need_library libebur128
if [ "$level" = music ] || [ "$level" = ci ]; then
    need_program aubiotrack
fi
if [ "$level" = ci ]; then
    need_program clang
    need_program clang-format
    [ ! -e /etc/debian_version ] || need_program lintian
    [ ! -e /etc/debian_version ] || need_program dpkg-shlibdeps
    need_program valgrind
    need_file /usr/lib/clang/*/lib/linux/libclang_rt.asan-x86_64.a /usr/lib/llvm-*/lib/clang/*/lib/linux/libclang_rt.asan-*.a
fi
[ -n "$missing" ] || exit 0
echo "missing:$missing" >&2

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo "$@"
    else
        echo "deps: run this as root (there is no sudo): $*" >&2
        exit 1
    fi
}

if command -v apt-get >/dev/null 2>&1; then
    # The full font where there is a gigabyte to spare, the small one else.
    font=musescore-general-soundfont-small
    [ "$(df -Pk /usr | awk 'NR == 2 {print int($4 / 1048576)}')" -lt 1 ] || font=musescore-general-soundfont
    packages="gcc libc6-dev make pkg-config libcurl4-openssl-dev libcjson-dev uuid-dev libxxhash-dev libedit-dev
        libmicrohttpd-dev libsqlite3-dev libfluidsynth-dev ffmpeg fontconfig fonts-wqy-zenhei
        $font ca-certificates"
    [ "$level" = build ] || packages="$packages libcmocka-dev libebur128-dev bats jq curl espeak-ng openssl procps tmux zsh fish mandoc python3-jsonschema"
    case $level in music | ci) packages="$packages aubio-tools" ;; esac
    [ "$level" = ci ] && packages="$packages clang clang-format libclang-rt-14-dev lintian dpkg-dev valgrind"
    as_root apt-get update -q
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $packages
elif command -v dnf >/dev/null 2>&1; then
    packages="gcc make pkgconf-pkg-config libcurl-devel cjson-devel libuuid-devel xxhash-devel libedit-devel libmicrohttpd-devel
        sqlite-devel fluidsynth-devel ffmpeg-free fluid-soundfont-gm
        fontconfig wqy-zenhei-fonts"
    [ "$level" = build ] || packages="$packages libcmocka-devel libebur128-devel bats jq curl espeak-ng tmux zsh fish mandoc python3-jsonschema"
    case $level in music | ci) packages="$packages aubio" ;; esac
    [ "$level" = ci ] && packages="$packages clang clang-tools-extra compiler-rt"
    # shellcheck disable=SC2086
    as_root dnf install -y $packages
elif command -v pacman >/dev/null 2>&1; then
    packages="gcc make pkgconf curl cjson util-linux-libs xxhash libedit libmicrohttpd sqlite fluidsynth ffmpeg
        soundfont-fluid fontconfig wqy-zenhei"
    [ "$level" = build ] || packages="$packages cmocka libebur128 bats jq espeak-ng tmux zsh fish mandoc python-jsonschema"
    case $level in music | ci) packages="$packages aubio" ;; esac
    [ "$level" = ci ] && packages="$packages clang clang-tools-extra compiler-rt"
    # shellcheck disable=SC2086
    as_root pacman -S --needed --noconfirm $packages
elif command -v brew >/dev/null 2>&1; then
    packages="pkg-config curl cjson ossp-uuid xxhash libedit libmicrohttpd sqlite fluid-synth ffmpeg fontconfig"
    [ "$level" = build ] || packages="$packages cmocka libebur128 bats-core jq espeak-ng tmux zsh fish mandoc"
    case $level in music | ci) packages="$packages aubio" ;; esac
    # shellcheck disable=SC2086
    brew install $packages
    echo "deps: Homebrew has no General MIDI SoundFont; put one into ~/.local/share/soundfonts" >&2
else
    echo "deps: no package manager that is known here (apt-get, dnf, pacman, brew); install by hand:$missing" >&2
    exit 1
fi
