#!/bin/sh
# Makes a Debian package of what `make install` installs.
# usage: deb.sh VERSION FOLDER    (from the project's root; needs dpkg-dev; make variables come from the environment)
# The package is FOLDER/bgmusic_VERSION_ARCH.deb; the same sources and tools give the same bytes.
set -eu
umask 022 # whatever the caller has: the modes are part of the package
version=$1 folder=$2
arch=$(dpkg --print-architecture)
maintainer="${DEBFULLNAME:-The bgmusic authors} <${DEBEMAIL:-bgmusic@example.org}>"
work=$folder/deb-work
root=$work/root
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$([ -e .git ] && git log -1 --format=%ct 2>/dev/null || date -r include/bgmusic/version.h +%s)}"
export DEB_BUILD_MAINT_OPTIONS=hardening=+all

rm -rf "$work"
mkdir -p "$root/DEBIAN" "$work/debian"
make --no-print-directory BUILD="$folder/deb-build" PREFIX=/usr DESTDIR="$PWD/$root" install \
    ZSH_COMPLETION="$PWD/$root/usr/share/zsh/vendor-completions/_bgmusic" \
    CFLAGS="$(dpkg-buildflags --get CFLAGS)" CPPFLAGS="$(dpkg-buildflags --get CPPFLAGS)" \
    LDFLAGS="$(dpkg-buildflags --get LDFLAGS)"
strip --strip-unneeded -R .comment -R .note "$root/usr/bin/bgmusic"
find "$root/usr/share/man" -name '*.1' -exec gzip -9n {} +

docs=$root/usr/share/doc/bgmusic
rm "$docs/LICENSE" # stands in copyright
{
    echo "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/"
    echo "Upstream-Name: bgmusic"
    echo
    echo "Files: *"
    sed -n 's/^Copyright (c) /Copyright: /p' LICENSE
    echo "License: Expat"
    sed '1,/^Copyright/d' LICENSE | sed '1{/^$/d}; s/^$/./; s/^/ /'
} >"$docs/copyright"
{
    echo "bgmusic ($version) unstable; urgency=medium"
    echo
    echo "  * See docs/changes.md beside this file."
    echo
    echo " -- $maintainer  $(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")"
} | gzip -9n >"$docs/changelog.gz"

printf 'Source: bgmusic\n\nPackage: bgmusic\nArchitecture: %s\n' "$arch" >"$work/debian/control"
depends=$(cd "$work" && dpkg-shlibdeps -O root/usr/bin/bgmusic 2>/dev/null | sed 's/^shlibs:Depends=//')
size=$(du -k -s --apparent-size "$root/usr" | cut -f 1)
cat >"$root/DEBIAN/control" <<CONTROL
Package: bgmusic
Version: $version
Architecture: $arch
Maintainer: $maintainer
Installed-Size: $size
Depends: $depends
Recommends: ffmpeg, libfluidsynth3, musescore-general-soundfont-small | fluid-soundfont-gm, fontconfig, fonts-wqy-zenhei | fonts-noto-cjk
Section: video
Priority: optional
Description: put background music under a video
 Puts background music under a video and prints the path of the finished MP4.
 It is a client of the NemoVideo service, and it holds an engine of its own
 that does the same work offline: it composes the music for the clip, fits it
 to the picture, lowers it under speech and copies the picture untouched.
CONTROL
(cd "$root" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum >DEBIAN/md5sums)
find "$root" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
find "$root" -type d -exec chmod 755 {} +
package=$folder/bgmusic_${version}_$arch.deb
dpkg-deb --root-owner-group --build "$root" "$package" >/dev/null
rm -rf "$work"
echo "$package"
