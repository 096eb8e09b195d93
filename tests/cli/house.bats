#!/usr/bin/env bats
# The house's own rules find what breaks them: a copy of it is broken on purpose.
load ../helper

setup() {
    cd "$BATS_TEST_TMPDIR"
    local root="$BATS_TEST_DIRNAME/../.."
    mkdir tests
    cp -r "$root/src" "$root/include" "$root/docs" "$root/README.md" .
    cp -r "$root/tests/tools" tests
}

lint() { run_apart tests/tools/lint.sh "$@"; }

@test "rooms that include each other are found" {
    lint circles
    expect_status 0
    echo '#include "bgmusic/net/url.h"' >>src/base/uuid.c
    lint circles
    expect_status 1
    expect_output "rooms in a circle:"
    expect_output "src/net"
}

@test "files that call each other are found" {
    mkdir -p obj/base
    export OBJECTS="$PWD/obj"
    echo 'int right(void); int left(void); int left(void) { return right(); }' >src/base/left.c
    echo 'int right(void); int right(void) { return 0; }' >src/base/right.c
    for name in left right; do ${CC:-cc} -c "src/base/$name.c" -o "obj/base/$name.o"; done
    lint circles
    expect_status 0
    echo 'int left(void); int right(void); int right(void) { return left(); }' >src/base/right.c
    ${CC:-cc} -c src/base/right.c -o obj/base/right.o
    lint circles
    expect_status 1
    expect_output "files in a circle: "
    expect_output "left"
    expect_output "right"
}

@test "a file in lint's own lists, or in a document, that is not there is found" {
    lint foreign
    expect_status 0
    sed -i.before 's,src/base/uuid\.c,src/base/gone.c,' tests/tools/lint.sh
    lint foreign
    expect_status 1
    expect_output "names src/base/gone.c, which is not there"
    mv tests/tools/lint.sh.before tests/tools/lint.sh
    chmod +x tests/tools/lint.sh
    echo 'See `base/never_there.c`.' >>docs/engine.md
    lint names
    expect_status 1
    expect_output "the documents name base/never_there.c, which is not there"
}

@test "a header that does not compile alone is found" {
    rm -r src/engine src/app src/cli src/api src/net include/bgmusic/api include/bgmusic/app include/bgmusic/engine include/bgmusic/net
    mkdir src/engine
    lint headers
    expect_status 0
    echo 'struct buf here;' >include/bgmusic/base/needs_another.h
    lint headers
    expect_status 1
    expect_output "needs_another.h"
}
