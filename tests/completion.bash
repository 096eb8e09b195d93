# What the shells offer, asked without a terminal: words of the command line as arguments, answers one a line, sorted.

bash_completes() { # WORD...: the last one is completed
    bash --norc -c '
        source <(bgmusic completion bash)
        COMP_WORDS=(bgmusic "$@")
        COMP_CWORD=$#
        _bgmusic bgmusic "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        printf "%s\n" "${COMPREPLY[@]}"' - "$@" | sort
}

fish_completes() { # LINE
    fish --no-config -c "bgmusic completion fish | source; complete -C '$1'" | cut -f 1 | sort
}

# The options that a shell offers for each of some commands, as sorted lines "COMMAND OPTION". One shell asks for all of
# them: starting it, and reading the script, is what costs.
bash_options() { # COMMAND...
    bash --norc -c '
        source <(bgmusic completion bash)
        for command; do
            COMP_WORDS=(bgmusic "$command" -) COMP_CWORD=2 COMPREPLY=()
            _bgmusic bgmusic - "$command"
            printf "$command %s\n" "${COMPREPLY[@]}"
        done' - "$@" | sort
}

fish_options() { # COMMAND...: the long ones
    fish --no-config -c 'bgmusic completion fish | source
        for command in $argv
            complete -C "bgmusic $command --" | cut -f 1 | string replace -r "^" "$command "
        end' "$@" | grep -- ' --' | sort
}

# The specifications that zsh's _arguments gets, reduced to the names of the options.
zsh_options() { # COMMAND...
    zsh -f -c '
        compdef() { :; }
        _arguments() {
            if [[ $1 == -C ]]; then state=operands; return 1; fi
            print -l -- "$command ${(@)^@}"
        }
        source <(bgmusic completion zsh)
        for command; do
            words=("$command")
            _bgmusic
        done' - "$@" |
        sed -n 's/^\([a-z]* \)\((-[^)]*)\|\*\)\{0,1\}\(--\{0,1\}[a-z-]*\)[+=]\{0,1\}\[.*/\1\3/p' | sort
}
