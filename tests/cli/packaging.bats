#!/usr/bin/env bats
# What `make install` puts where, and that `make dist` gives the same bytes each time.
load ../helper

ROOT=$BATS_TEST_DIRNAME/../..

# The program that is tested is installed as it is: nothing is built here.
install_here() { make -s -C "$ROOT" -o "$BGMUSIC" PROGRAM="$BGMUSIC" PREFIX=/usr DESTDIR="$PWD/root" "$@"; }

@test "make install puts program, manual, completions and documents in place; uninstall takes them away" {
    install_here install
    [ "$(root/usr/bin/bgmusic --version)" = "$(bgmusic --version)" ]
    for page in "$ROOT"/man/*.1; do
        cmp "$page" "root/usr/share/man/man1/${page##*/}"
    done
    cmp root/usr/share/bash-completion/completions/bgmusic <(bgmusic completion bash)
    cmp root/usr/share/zsh/site-functions/_bgmusic <(bgmusic completion zsh)
    cmp root/usr/share/fish/vendor_completions.d/bgmusic.fish <(bgmusic completion fish)
    for document in README.md LICENSE docs/json.md docs/bgmusic.schema.json docs/changes.md docs/SKILL.md docs/scaling/Containerfile; do
        [ -s "root/usr/share/doc/bgmusic/$document" ] || fail "$document is missing"
    done
    [ -z "$(find root -type f ! -perm 644 ! -path '*/bin/bgmusic')" ]
    install_here uninstall
    [ -z "$(find root -type f)" ]
}

@test "make dist gives the same bytes twice, under the version of the program" {
    version=$(bgmusic --version | cut -d ' ' -f 2)
    (cd "$ROOT" && tests/tools/dist.sh "$version" "$OLDPWD/first.tar.gz" && umask 077 && tests/tools/dist.sh "$version" "$OLDPWD/second.tar.gz")
    cmp first.tar.gz second.tar.gz
    tar -tzf first.tar.gz >names
    [ "$(cut -d / -f 1 names | sort -u)" = "bgmusic-$version" ]
    for file in Makefile README.md src/cli/main.c man/bgmusic.1 tests/helper.bash tests/tools/deb.sh; do
        grep -qx "bgmusic-$version/$file" names || fail "$file is missing"
    done
    if grep -qE '/(build|\.git)/|\.o$' names; then fail "that is no source: $(grep -E '/(build|\.git)/|\.o$' names)"; fi
    # Without git, too, and from the unpacked archive it can be packed again.
    tar -xzf first.tar.gz
    mkdir "bgmusic-$version/.git"
    touch "bgmusic-$version/.git/HEAD"
    (cd "bgmusic-$version" && tests/tools/dist.sh "$version" ../third.tar.gz)
    diff <(tar -tzf first.tar.gz) <(tar -tzf third.tar.gz)
    # The version stands in one place.
    [ "$(cd "bgmusic-$version" && make -s -f - print <<<$'include Makefile\nprint: ; @echo $(VERSION)')" = "$version" ]
}
