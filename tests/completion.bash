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

# The specifications that zsh's _arguments gets for a command, reduced to the names of the options.
zsh_option_names() { # COMMAND
    zsh -f -c '
        compdef() { :; }
        _arguments() {
            if [[ $1 == -C ]]; then state=operands; return 1; fi
            print -l -- "$@"
        }
        source <(bgmusic completion zsh)
        words=('"$1"')
        _bgmusic' | sed -n 's/^\((-[^)]*)\|\*\)\{0,1\}\(--\{0,1\}[a-z-]*\)[+=]\{0,1\}\[.*/\2/p' | sort
}
