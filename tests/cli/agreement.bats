#!/usr/bin/env bats
# One source: what the tables say (seen through `help`), the manual and the completion scripts must be the same.
load ../helper
load ../completion

setup_file() { :; }
MAN=$BATS_TEST_DIRNAME/../../man

commands() { bgmusic help | sed -n '/^commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'; }
# The options of a section of a help text, "--name" and "-n", sorted.
help_options() { # SECTION, the text on stdin
    sed -n "/^$1:/,/^\$/p" | grep -oE '^  (-[a-zA-Z], |    )--[a-z-]+' | grep -oE -- '-(-[a-z-]+|[a-zA-Z])' | sort
}
# The same from `.It Fl` lines of a manual page's section.
man_options() { # FILE SECTION
    sed -n "/^\.Sh $2\$/,/^\.Sh [^$]/p" "$1" | sed '1d' | sed '/^\.Sh/,$d' | grep '^\.It Fl' |
        grep -oE 'Fl [a-zA-Z-]+' | sed 's/^Fl /-/' | sort
}

same() { # WHAT EXPECTED-LIST OTHER-LIST
    [ "$2" = "$3" ] || fail "$1:
$(diff <(echo "$2") <(echo "$3"))"
}

@test "each command has a manual page with its summary, and the overview names them all" {
    same "the list in bgmusic.1" "$(commands)" \
        "$(sed -n 's/^\.It Xr bgmusic-\([a-z]*\) 1$/\1/p' "$MAN/bgmusic.1")"
    same "the pages" "$(commands | sort)" "$(cd "$MAN" && ls bgmusic-*.1 | sed 's/bgmusic-\(.*\)\.1/\1/' | sort)"
    [ "$(commands | wc -l)" -ge 13 ]
    for command in $(commands); do
        same "the summary of $command" "$(bgmusic help | sed -n "s/^  $command  *//p" | head -n 1)" \
            "$(sed -n 's/^\.Nd //p' "$MAN/bgmusic-$command.1")"
    done
}

@test "the options of help and manual are the same" {
    for command in $(commands); do
        same "options of $command" "$(bgmusic help "$command" | help_options options)" \
            "$(man_options "$MAN/bgmusic-$command.1" OPTIONS)"
    done
    same "global options" "$(bgmusic help | help_options 'global options')" \
        "$(man_options "$MAN/bgmusic.1" 'GLOBAL OPTIONS')"
    [ "$(bgmusic help | help_options 'global options' | wc -l)" -ge 14 ]
}

@test "the choices of an option stand in the manual" {
    bgmusic help | sed -n 's/^      --\([a-z-]*\) .*(\(.*|.*\))$/\1 \2/p' >choices
    [ "$(wc -l <choices)" -ge 3 ]
    while read -r option choices; do
        grep -qF -- ".It Fl -$option Cm ${choices//|/ | }" "$MAN/bgmusic.1" || fail "--$option: $choices"
    done <choices
}

@test "bash, zsh and fish complete the same commands and options" {
    same "bash commands" "$(commands | sort)" "$(bash_completes "")"
    same "fish commands" "$(commands | sort)" "$(fish_completes "bgmusic ")"
    bgmusic help | help_options 'global options' >global
    for command in $(commands); do
        { bgmusic help "$command" | help_options options; cat global; } | sed "s/^/$command /"
    done | sort >options
    [ "$(wc -l <options)" -ge 250 ]
    same "bash options" "$(cat options)" "$(bash_options $(commands))"
    same "fish options" "$(grep -- ' --' options)" "$(fish_options $(commands))"
    same "zsh options" "$(cat options)" "$(zsh_options $(commands))"
}

@test "the words of a command are those of its usage, in the manual and in completion" {
    local seen=0
    for command in auth session config completion help; do
        words=$(bash_completes "$command" "")
        for word in $words; do
            [ "$command" = help ] && commands | grep -qx "$word" && continue
            bgmusic help "$command" | grep '^\(usage:\|      \) bgmusic' | grep -qw -- "$word" || fail "usage: $command $word"
            grep -qE "(Cm|\|) (.*\| )?$word" "$MAN/bgmusic-$command.1" || fail "manual: $command $word"
            seen=$((seen + 1))
        done
        same "fish words of $command" "$words" "$(fish_completes "bgmusic $command ")"
    done
    [ $seen -ge 18 ]
}

@test "exit codes of help and manual are the same" {
    same "exit codes" "$(bgmusic help exit-codes | grep -oE '\b[0-9]+\b' | sort -n)" \
        "$(sed -n '/^\.Sh EXIT STATUS/,/^\.Sh E[^X]/p' "$MAN/bgmusic.1" | sed '1d' | sed '/^\.Sh/,$d' |
            grep '^\.It' | grep -oE '[0-9]+' | sort -n)"
}

@test "variables of help and manual are the same" {
    bgmusic help environment | cut -c 1-26 | grep -oE '[A-Za-z_]+[A-Z_a-z]' | sort >help
    # The other names of the proxy and certificate variables stand in the manual alone.
    sed -n '/^\.Sh ENVIRONMENT/,/^\.Sh FILES/p' "$MAN/bgmusic.1" | grep -E '^\.(It )?Ev' | grep -oE '[A-Za-z_]{6,}' |
        grep -vxE 'HTTPS_PROXY|ALL_PROXY|SSL_CERT_(FILE|DIR)' | sort >manual
    same "variables" "$(cat help)" "$(cat manual)"
}

@test "what docs/security.md, contract.md and protocol.md promise is shown by tests that are there" {
    root=$BATS_TEST_DIRNAME/../..
    for document in security contract protocol; do
        for name in $(grep -oE '[a-z_0-9]+\.(bats|c)`' "$root/docs/$document.md" | tr -d '`' | sort -u); do
            [ -n "$(find "$root/tests" "$root/src" -name "$name")" ] || fail "$document.md: there is no $name"
        done
    done
    [ "$(grep -cE '`(test|fuzz)_[a-z_]+\.c`|\.bats`' "$root/docs/security.md")" -ge 15 ]
}
