#!/bin/sh
# Packs the sources: the same files give the same archive, byte for byte.
# usage: dist.sh VERSION ARCHIVE.tar.gz    (from the project's root, GNU tar)
# Times are those of the last commit, or $SOURCE_DATE_EPOCH.
set -eu
version=$1 archive=$2
list=$(mktemp)
trap 'rm -f "$list"' EXIT
# Of this tree: an archive may be unpacked within somebody else's.
if [ -e .git ] && git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    git ls-files >"$list"
    epoch=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
else # an unpacked archive, or no git here: all but what is built
    find . -type f ! -path './.git/*' ! -path './build*' ! -path './demo/*' ! -path './dist/*' | sed 's,^\./,,' >"$list"
    epoch=${SOURCE_DATE_EPOCH:-$(date -r include/bgmusic/version.h +%s)}
fi
mkdir -p "$(dirname "$archive")"
LC_ALL=C sort "$list" | while IFS= read -r file; do [ ! -f "$file" ] || printf '%s\n' "$file"; done |
    tar --create --format=ustar --no-recursion --files-from=- --mtime="@$epoch" --owner=0 --group=0 --numeric-owner \
        --mode=u+rw,go=rX,a-s --transform="s,^,bgmusic-$version/," | gzip -9n >"$archive.part"
mv "$archive.part" "$archive"
echo "$archive"
