#!/bin/sh
# Makes a small batch and looks at its report in headless Chromium: it loads from the disk, every clip plays, nothing stands in
# the console, nothing is asked from the network. Leaves the page's picture beside it.
# usage: check_report.sh PROGRAM FOLDER      (needs chromium, ffmpeg, jq)
set -eu
program=$(realpath "$1")
command -v chromium >/dev/null 2>&1 || { echo "check-report: chromium is missing (apt-get install chromium)" >&2; exit 1; }
rm -rf "$2"
mkdir -p "$2/out"
cd "$2"
export HOME="$PWD/home" XDG_CONFIG_HOME="$PWD/home/c" XDG_STATE_HOME="$PWD/home/s" XDG_DATA_HOME="$PWD/home/d"
for name in 'plain' 'with space & <b>' '影片 "one" #1?'; do
    ffmpeg -nostdin -v error -y -f lavfi -i testsrc2=s=320x180:r=25:d=4 -f lavfi -i sine=frequency=300:duration=4,volume=-20dB \
        -c:v libx264 -preset ultrafast -c:a aac -shortest "file:$name.mp4"
done
ffmpeg -nostdin -v error -y -i plain.mp4 -an -c copy silent.mp4
echo "no video" >bad.mp4
status=0
"$program" -q add ./*.mp4 -o out -p "calm <script>lo-fi</script>" --engine local --report report.html >/dev/null 2>&1 || status=$?
[ "$status" = 11 ] || { echo "check-report: the batch ended with $status" >&2; exit 1; }

browse() { # PAGE OPTIONS...: what stands on stderr goes to console.log
    page=$1
    shift
    timeout 120 chromium --headless --no-sandbox --disable-gpu --autoplay-policy=no-user-gesture-required \
        --user-data-dir="$PWD/profile" --enable-logging=stderr --window-size=1300,1600 "$@" "file://$PWD/$page" 2>console.log
}
browse report.html --virtual-time-budget=3000 --screenshot=report.png >/dev/null
if grep -E 'CONSOLE|ERR_' console.log; then
    echo "check-report: the console is not empty" >&2
    exit 1
fi
# A copy that plays each clip and writes down what became of it: the report's own goes first.
sed 's,</body></html>,,' report.html >played.html
cat >>played.html <<'END'
<script>
addEventListener("load", async () => {
    const all = [];
    for (const video of document.querySelectorAll("section:not(.failed) video")) {
        video.muted = true;
        try { await video.play(); await new Promise(done => setTimeout(done, 300)); } catch (e) { all.push(String(e)); continue; }
        all.push(video.error ? video.error.message : video.duration > 3.9 && video.duration < 4.1 && video.videoWidth == 320 ? "plays" : "odd");
        video.pause();
    }
    const told = document.createElement("pre");
    told.id = "told";
    told.textContent = "played:" + JSON.stringify({all, asked: performance.getEntriesByType("resource").map(e => e.name).filter(n => !n.startsWith("file:"))});
    document.body.append(told);
});
</script></body></html>
END
browse played.html --virtual-time-budget=20000 --dump-dom >dom.html
told=$(sed -n 's/.*<pre id="told">played:\(.*\)<\/pre>.*/\1/p' dom.html)
echo "$told" | jq -e '(.all | length) == 8 and (.all | all(. == "plays")) and .asked == []' >/dev/null ||
    { echo "check-report: ${told:-nothing was told}" >&2; exit 1; }
echo "check-report: 8 players play, the console is empty, nothing was asked; picture: $2/report.png"
