#!/usr/bin/env bats
# Many inputs in one run: lists, shards, several jobs at a time, what is there already, what was cut off.
load ../helper

# clips NAME...: copies of one small clip
clips() {
    clip "$1" 2
    local first=$1
    shift
    for name in "$@"; do cp "$first" "$name"; done
}

# The prompts that the service saw, without the words around them, sorted.
prompts() {
    jq -r 'select(.path == "/run_sse") | .body' "$record" | jq -r '.new_message.parts[0].text' |
        sed 's/^Add background music: //; s/\..*//' | sort
}

# wait_for TEXT FILE: until a background run has written it
wait_for() {
    local end=$((SECONDS + 20))
    until grep -q -- "$1" "$2" 2>/dev/null; do
        [ $SECONDS -lt $end ] || { cat "$2" >&2; return 1; }
        sleep 0.02
    done
}

@test "lists: lines, TSV, CSV with quotes and a header in another order, JSON lines, stdin" {
    service_start
    clips a.mp4 'b c.mp4'
    printf '# two clips\n\na.mp4\nb c.mp4\n' >list.txt
    run_apart bgmusic -q add -a list.txt -p "calm one" -o 'lines-{n}.mp4'
    expect_status 0
    [ "$output" = "$(printf 'lines-1.mp4\nlines-2.mp4')" ]
    printf 'a.mp4\tcalm two\ttsv.mp4\n' >list.tsv
    run_apart bgmusic -q add -a list.tsv
    expect_status 0
    [ "$output" = tsv.mp4 ]
    printf 'video,output,prompt\r\na.mp4,csv-1.mp4,"calm, ""three"""\r\n"b c.mp4",csv-2.mp4,\r\n' >list.csv
    run_apart bgmusic -q add -a list.csv -p "calm four"
    expect_status 0
    [ "$output" = "$(printf 'csv-1.mp4\ncsv-2.mp4')" ]
    printf '{"video":"a.mp4","prompt":"calm five","output":"json.mp4"}\n' >list.jsonl
    run_apart bgmusic -q add --from-list=list.jsonl
    expect_status 0
    printf 'a.mp4\n' >in
    run_apart bash -c 'bgmusic -q add -a - -p "calm six" -o stdin.mp4 <in'
    expect_status 0
    [ "$(prompts)" = "$(printf 'calm five\ncalm four\ncalm one\ncalm one\ncalm six\ncalm two\ncalm, "three"')" ] || fail "$(prompts)"
    cmp json.mp4 "$BATS_TEST_TMPDIR/media.mp4"
}

@test "a list that is wrong, missing or names one output twice is refused before anything is sent" {
    service_start
    clips a.mp4 b.mp4
    printf 'a.mp4,"calm\n' >open.csv
    run_apart bgmusic add -a open.csv
    expect_status 7
    expect_stderr '"open.csv": line 1 of the list: a quote is not closed'
    printf 'video,promt\na.mp4,calm\n' >name.csv
    run_apart bgmusic add -a name.csv
    expect_status 7
    expect_stderr "did you mean prompt?"
    run_apart bgmusic add -a nowhere.txt
    expect_status 7
    mkdir -p one two out
    cp a.mp4 one/clip.mp4
    cp a.mp4 two/clip.mp4
    run_apart bgmusic add one/clip.mp4 two/clip.mp4 -o out
    expect_status 2
    expect_stderr 'would both become "out/clip-music.mp4"'
    # The same place under two paths.
    cp a.mp4 a.mov
    ln -s one link
    run_apart bgmusic add a.mp4 ./a.mov
    expect_status 2
    run_apart bgmusic add one/clip.mp4 link/clip.mov -f
    expect_status 2
    # What would be written over another input, --force or not.
    cp b.mp4 a-music.mp4
    ln -s a-music.mp4 other.mp4
    run_apart bgmusic add a.mp4 a-music.mp4 -f
    expect_status 2
    expect_stderr '"a-music.mp4" is an input, and what "a.mp4" would become'
    expect_stderr '--skip-existing passes over such an input'
    run_apart bgmusic add a.mp4 other.mp4 -f
    expect_status 2
    cmp b.mp4 a-music.mp4
    run_apart bgmusic add
    expect_status 2
    run_apart bgmusic add a.mp4 b.mp4 -o -
    expect_status 2
    [ ! -s "$record" ]
    printf '# nothing\n' >empty.txt
    run_apart bgmusic add -a empty.txt
    expect_status 0
    expect_stderr "the list is empty"
}

@test "results come in the order of the inputs, whatever ends first" {
    # The first message is answered late: the others are done long before.
    service_start '{"rules":[{"path":"/run_sse","call":1,"delay_ms":700}]}'
    clips a.mp4 b.mp4 c.mp4 d.mp4
    run_apart bgmusic add a.mp4 b.mp4 c.mp4 d.mp4 -j 4
    expect_status 0
    [ "$output" = "$(printf '%s-music.mp4\n' a b c d)" ]
    [ "$(calls POST /run_sse)" = 4 ]
    # One token for all, and a line for each in the table.
    [ "$(calls POST /api/auth/anonymous-token)" = 1 ]
    grep -q '4 inputs in [0-9:]*: 4 done$' <<<"$stderr" || fail "no sums"
    run_apart bgmusic --json add a.mp4 missing.mp4 b.mp4 -j 3 --force
    expect_status 11
    [ "$(jq -r .input <<<"$output")" = "$(printf 'a.mp4\nmissing.mp4\nb.mp4')" ]
    [ "$(jq -r .ok <<<"$output")" = "$(printf 'true\nfalse\ntrue')" ]
}

@test "a batch with bad files: each is reported, the rest is done, a table, 11" {
    service_start
    clips a.mp4 b.mp4
    echo "no video" >bad.mp4
    run_apart bgmusic add a.mp4 missing.mp4 bad.mp4 b.mp4
    expect_status 11
    [ "$output" = "$(printf 'a-music.mp4\nb-music.mp4')" ]
    [ "$(grep -c 'failed ' <<<"$stderr")" -ge 2 ]
    expect_stderr "missing.mp4: cannot read"
    grep -q '4 inputs in [0-9:]*: 2 done, 2 failed$' <<<"$stderr" || fail "no sums"
    # -q keeps the errors and nothing else; all failing is 11, too; a single input has its own code.
    run_apart bgmusic -q add missing.mp4 bad.mp4
    expect_status 11
    [ "$(grep -c 'inputs in' <<<"$stderr")" = 0 ]
    run_apart bgmusic -q add missing.mp4
    expect_status 7
}

@test "--fail-fast begins nothing more, --keep-going does" {
    service_start
    clips a.mp4 b.mp4
    run_apart bgmusic add missing.mp4 a.mp4 b.mp4 --fail-fast -j 1
    expect_status 11
    [ -z "$output" ]
    [ ! -s "$record" ]
    expect_stderr "1 failed, 2 not begun"
    run_apart bgmusic add missing.mp4 a.mp4 b.mp4 --keep-going -j 1
    expect_status 11
    [ "$output" = "$(printf 'a-music.mp4\nb-music.mp4')" ]
    run_apart bgmusic add a.mp4 --keep-going --fail-fast
    expect_status 2
}

@test "shards take every N-th input, touch one another nowhere, and count {n} over the whole list" {
    service_start
    clips a.mp4 b.mp4 c.mp4 d.mp4 e.mp4
    ls ?.mp4 >list.txt
    for i in 1 2 3; do
        run_apart bgmusic -q add -a list.txt --shard $i/3 -o '{n}-{stem}.mp4'
        expect_status 0
        echo "$output" >>all
    done
    [ "$(cat all)" = "$(printf '%s.mp4\n' 1-a 4-d 2-b 5-e 3-c)" ]
    run_apart bgmusic add -a list.txt --shard 9/9
    expect_status 0
    [ -z "$output" ]
    expect_stderr "this shard is empty"
    for bad in 0/3 4/3 3 /3 3/ a/b 1/0 -1/3 1/3/3 1.5/3; do
        run_apart bgmusic add -a list.txt --shard "$bad"
        expect_status 2
        expect_stderr "--shard takes I/N"
    done
    # A single input of a sharded list is still one of several.
    printf 'missing.mp4\na.mp4\n' >two.txt
    run_apart bgmusic add -a two.txt --shard 1/2
    expect_status 11
}

@test "--skip-existing: by content and wishes, not by name" {
    service_start
    clips a.mp4 b.mp4
    run_apart bgmusic -q add a.mp4 b.mp4 -p "calm one"
    expect_status 0
    : >"$record"
    run_apart bgmusic --json add a.mp4 b.mp4 -p "calm one" --skip-existing
    expect_status 0
    [ "$(jq -r .skipped <<<"$output")" = "$(printf 'true\ntrue')" ]
    [ ! -s "$record" ]
    # The same bytes written anew are the same video.
    cp a.mp4 copy.mp4 && mv copy.mp4 a.mp4
    run_apart bgmusic add a.mp4 -p "calm one" --skip-existing
    expect_status 0
    expect_stderr "skipped"
    [ ! -s "$record" ]
    # Another wish, or another content, is another result; what we made is replaced.
    run_apart bgmusic add a.mp4 b.mp4 -p "calm two" --skip-existing
    expect_status 0
    [ "$output" = "$(printf 'a-music.mp4\nb-music.mp4')" ]
    expect_stderr "made again"
    clip other.mp4 3
    mv other.mp4 a.mp4
    : >"$record"
    run_apart bgmusic add a.mp4 b.mp4 -p "calm two" --skip-existing
    expect_status 0
    [ "$output" = a-music.mp4 ]
    [ "$(calls POST /run_sse)" = 1 ]
    # What this program did not leave so is left alone.
    echo precious >b-music.mp4
    run_apart bgmusic add b.mp4 -p "calm three" --skip-existing
    expect_status 0
    expect_stderr "left alone"
    [ "$(cat b-music.mp4)" = precious ]
}

@test "--skip-existing passes over inputs that are outputs of the same run" {
    service_start
    clips a.mp4 b.mp4
    run_apart bgmusic add *.mp4 --skip-existing
    expect_status 0
    run_apart bgmusic add *.mp4 --skip-existing --json
    expect_status 0
    [ "$(jq -c '[.input, .output, .skipped]' <<<"$output")" = '["a-music.mp4",null,true]
["a.mp4","a-music.mp4",true]
["b-music.mp4",null,true]
["b.mp4","b-music.mp4",true]' ] || fail "$output"
    expect_stderr '"a-music.mp4" is what "a.mp4" becomes: passed over'
    [ "$(ls *.mp4 | wc -l)" = 4 ]
    run_apart bgmusic add gone.mp4 -n --json
    jq -e '.ok == false and .input == "gone.mp4"' <<<"$output"
}

@test "--skip-existing goes on with jobs that were cut off instead of buying them again" {
    service_start '' --polls 100000
    clips a.mp4 b.mp4
    run_apart bgmusic -q add a.mp4 b.mp4 -j 2 --wait 30 -p "calm"
    expect_status 11
    [ "$(calls POST /run_sse)" = 2 ]
    run_apart bgmusic add a.mp4 b.mp4 -j 2 --wait 30 -p "calm" --skip-existing
    expect_status 11
    [ "$(grep -c 'which was cut off' <<<"$stderr")" = 2 ]
    [ "$(calls POST /run_sse)" = 2 ]
    [ "$(calls POST /api/render/proxy/lambda)" = 2 ]
    # Other wishes are other jobs.
    run_apart bgmusic -q add a.mp4 --wait 30 -p "wild" --skip-existing
    expect_status 5
    [ "$(calls POST /run_sse)" = 3 ]
}

# interrupted SIGNAL CODE: three jobs at once, stopped in the middle of their renders, then finished
interrupted() {
    service_start '' --polls 3
    clips a.mp4 b.mp4 c.mp4 d.mp4 e.mp4
    unset BGMUSIC_TEST_CLOCK_SCALE # between two looks at a render is time to stop
    bgmusic add a.mp4 b.mp4 c.mp4 d.mp4 e.mp4 -j 3 >out 2>err 3>&- &
    local pid=$! code=0
    for _ in $(seq 400); do
        [ "$(calls POST /api/render/proxy/lambda)" -lt 3 ] || break
        sleep 0.02
    done
    kill "-$1" $pid
    wait $pid || code=$?
    [ "$code" = "$2" ] || { cat err; fail "exit code $code"; }
    [ ! -s out ]
    [ "$(grep -c 'bgmusic resume job-' err)" = 3 ] || { cat err; fail "not three jobs"; }
    grep -q '3 failed, 2 not begun' err
    grep -q 'bgmusic resume --all' err
    [ "$(ls | grep -c part)" = 0 ]
    export BGMUSIC_TEST_CLOCK_SCALE=100
    run_apart bgmusic -q resume --all
    expect_status 0
    [ "$(wc -l <<<"$output")" = 3 ]
    [ "$(calls POST /run_sse)" = 3 ]
    run_apart bgmusic -q add ?.mp4 --skip-existing
    expect_status 0
    [ "$(calls POST /run_sse)" = 5 ] || fail "$(calls POST /run_sse) messages"
    for name in a b c d e; do cmp $name-music.mp4 "$BATS_TEST_TMPDIR/media.mp4"; done
}

@test "Ctrl-C stops all jobs and saves them; resume --all and the same command do the rest" { interrupted INT 130; }
@test "SIGTERM stops all jobs and saves them; resume --all and the same command do the rest" { interrupted TERM 143; }

@test "--timeout stops a batch with 5, the jobs saved" {
    service_start '' --polls 100000
    clips a.mp4 b.mp4 c.mp4
    run_apart bgmusic add a.mp4 b.mp4 c.mp4 -j 2 --timeout 60 --wait 100000
    expect_status 5
    expect_stderr "bgmusic resume --all"
    expect_stderr "1 not begun"
    [ "$(bgmusic -q resume --list | wc -l)" = 2 ]
}

@test "a reader that goes away ends the batch quietly, and begins nothing more" {
    service_start
    clips a.mp4 b.mp4 c.mp4 d.mp4 e.mp4 f.mp4
    run_apart bash -c 'bgmusic -q add ?.mp4 -j 1 | head -n 1; echo "code ${PIPESTATUS[0]}"'
    [ "${output%%$'\n'*}" = a-music.mp4 ]
    [[ "$output" == *"code 141"* ]] || fail "not 141"
    [ -z "$stderr" ] || fail "not quiet"
    [ "$(calls POST /run_sse)" -lt 6 ]
}

@test "an engine that cannot be had is tried once, not for each input" {
    clips a.mp4 b.mp4 c.mp4
    export https_proxy=http://127.0.0.1:9
    run_apart bgmusic add a.mp4 b.mp4 c.mp4 --engine cloud --progress json
    expect_status 11
    [ "$(jq -r 'select(.event == "error") | .error.status' "$BATS_TEST_TMPDIR/stderr" | sort | uniq -c | tr -s ' ')" = " 3 network" ]
}

@test "progress of a batch: events name their input, and never go back" {
    service_start '' --polls 5
    clips a.mp4 b.mp4 c.mp4
    run_apart bgmusic add a.mp4 b.mp4 c.mp4 -j 3 --progress json
    expect_status 0
    jq -es 'all(.[]; .event == "stage" or .event == "progress" or .event == "notice")' "$BATS_TEST_TMPDIR/stderr" || fail "an event of another kind"
    jq -es '[.[] | select(.event == "progress" and .stage == "render")] | group_by(.input) | length == 3
        and all(.[]; [.[].percent] | . == sort)' "$BATS_TEST_TMPDIR/stderr" || fail "progress"
}

@test "the report follows the umask" {
    service_start
    clip a.mp4 2
    (umask 077; bgmusic -q add a.mp4 --report private.html)
    (umask 022; bgmusic -q add a.mp4 -o b.mp4 --report shared.html)
    [ "$(stat -c %a private.html shared.html | tr '\n' ' ')" = "600 644 " ]
}

@test "a folder is its films, sorted; missing output folders are made and said once; taken names are numbered" {
    service_start
    mkdir -p films/sub
    clip b.mp4 2
    mv b.mp4 films
    cp films/b.mp4 films/a.mov
    cp films/b.mp4 films/sub/c.mp4
    cp films/b.mp4 films/.hidden.mp4
    echo text >films/notes.mp4
    run_apart bgmusic add films -o 'out/deep/{stem}.mp4' -j 1
    expect_status 0
    [ "$output" = "$(printf '%s\n' out/deep/a.mp4 out/deep/b.mp4)" ]
    [ "$(grep -c 'made the folder ".*out/deep"' <<<"$stderr")" = 1 ] || fail "not said once"
    run_apart bgmusic -q add films/b.mp4 -o out/deep/b.mp4 --number
    [ "$output" = out/deep/b-2.mp4 ]
    run_apart bgmusic -q add films/b.mp4 -o new/b.mp4 -n
    expect_status 0
    [ ! -e new ] || fail "a dry run changed something"
    run_apart bgmusic -q add films/b.mp4 --number --force
    expect_status 2
    run_apart bgmusic -q add out
    expect_status 7
    expect_stderr "no film in the folder"
}
