#!/bin/sh
# The examples of the documents, as scripts: those of the manual's EXAMPLES sections, or of README's indented blocks.
# usage: examples.sh man FILE | readme FILE     each example ends with a line of four dashes
set -eu
case $1 in
man) # .Dl lines stand for themselves
    sed -n '/^\.Sh EXAMPLES/,/^\.Sh SEE/p' "$2" | sed -n 's/^\.Dl //p' |
        sed 's/\\(dq/"/g; s/\\(aq/'"'"'/g; s/\\e/\\/g; s/\\-/-/g' | sed 'a ----'
    ;;
readme) # blocks that use the program; in a transcript the lines after "$ " alone
    awk '
        function flush() {
            if (block ~ /bgmusic/ && block !~ /make (demo|check)/) printf "%s----\n", (transcript != "" ? transcript : block)
            block = transcript = ""
        }
        /^    / { line = substr($0, 5); block = block line "\n"; if (line ~ /^\$ /) transcript = transcript substr(line, 3) "\n"; next }
        /^$/ && block != "" && transcript != "" { next }
        { flush() }
        END { flush() }' "$2"
    ;;
esac
