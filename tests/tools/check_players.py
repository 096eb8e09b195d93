#!/usr/bin/python3
"""Films of several muxers go through `add`; a table says what became of pictures, sound and sync, and whether a browser plays the result.

usage: check_players.py PROGRAM FOLDER      (needs ffmpeg; mkvmerge, gst-launch-1.0 and chromium, or it says what was not tried)

Each film has a white flash and a click at 1 s. Pictures: how many there were and are, and whether the packets are the same ones.
Shift: how much later the click comes against the flash than before. Browser: headless Chromium has to know the width, and its clock to move."""
import array
import http.server
import json
import os
import shutil
import subprocess
import sys
import threading

MOST_SHIFT_MS = 30  # an MP3 in AVI says nothing of its 25 ms of delay
WAIT_S = 120
REMUX = "filesrc location=plain.mp4 ! qtdemux name=d d.video_0 ! queue ! h264parse ! {0} name=m ! filesink location={1} " \
        "d.audio_0 ! queue ! aacparse ! m."
CODED = "filesrc location=plain.mp4 ! decodebin name=d d. ! queue ! videoconvert ! {2} ! {0} name=m ! filesink location={1} " \
        "d. ! queue ! audioconvert ! audioresample ! {3} ! m."
X264 = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p"
# name, who writes it, how; what a browser on Linux has no decoder for is kept as it came.
FILMS = [
    ("plain.mp4", "ffmpeg", X264 + " -bf 2 -c:a aac"),
    ("pcm.mov", "ffmpeg", X264 + " -c:a pcm_s16le"),
    ("pieces.mp4", "ffmpeg", X264 + " -c:a aac -movflags +frag_keyframe+empty_moov"),
    ("vp9.webm", "ffmpeg", "-c:v libvpx-vp9 -deadline realtime -c:a libopus"),
    ("live.webm", "ffmpeg", "-c:v libvpx -deadline realtime -c:a libopus -f webm -live 1"),
    ("b-frames.avi", "ffmpeg", "-c:v mpeg4 -bf 2 -c:a mp3"),
    ("mjpeg.mov", "ffmpeg", "-c:v mjpeg -c:a pcm_s16le"),
    ("broadcast.ts", "ffmpeg", X264 + " -bf 2 -c:a aac"),
    ("interlaced.mpg", "ffmpeg", "-c:v mpeg2video -flags +ildct+ilme -c:a mp2"),
    ("ten-bit.mp4", "ffmpeg", "-c:v libx264 -preset ultrafast -pix_fmt yuv420p10le -c:a aac"),
    ("prores.mov", "ffmpeg", "-c:v prores_ks -c:a pcm_s16le"),
    ("theora.ogv", "ffmpeg", "-c:v libtheora -c:a libvorbis"),
    ("flash.flv", "ffmpeg", X264 + " -c:a aac"),
    ("mkvmerge.mkv", "mkvmerge", "-q -o {out} plain.mp4"),
    ("mkvmerge-later.mkv", "mkvmerge", "-q -o {out} --sync -1:2000 plain.mp4"),
    ("mkvmerge-late.mkv", "mkvmerge", "-q -o {out} --sync 1:300 plain.mp4"),
    ("mkvmerge-early.mkv", "mkvmerge", "-q -o {out} --sync 1:-300 plain.mp4"),
    ("mkvmerge-twice.mkv", "mkvmerge", "-q -o {out} plain.mp4 +plain.mp4"),
    ("mkvmerge.webm", "mkvmerge", "-q -o {out} -w vp9.webm"),
    ("mkvmerge-ts.mkv", "mkvmerge", "-q -o {out} broadcast.ts"),
    ("gst.mp4", "gst-launch-1.0", REMUX.format("mp4mux", "{out}")),
    ("gst-pieces.mp4", "gst-launch-1.0", REMUX.format("mp4mux fragment-duration=500", "{out}")),
    ("gst.mov", "gst-launch-1.0", REMUX.format("qtmux", "{out}")),
    ("gst.mkv", "gst-launch-1.0", REMUX.format("matroskamux", "{out}")),
    ("gst.ts", "gst-launch-1.0", REMUX.format("mpegtsmux", "{out}")),
    ("gst.flv", "gst-launch-1.0", REMUX.format("flvmux", "{out}")),
    ("gst.webm", "gst-launch-1.0", CODED.format("webmmux", "{out}", "vp8enc deadline=1", "vorbisenc")),
    ("gst.ogv", "gst-launch-1.0", CODED.format("oggmux", "{out}", "vp8enc deadline=1", "opusenc")),
    ("gst.m2ts", "gst-launch-1.0", REMUX.format("mpegtsmux m2ts-mode=true", "{out}")),
    ("gst-held.mov", "gst-launch-1.0", REMUX.format("qtmux reserved-max-duration=10000000000 reserved-moov-update-period=1000000000", "{out}")),
    ("gst.avi", "gst-launch-1.0", CODED.format("avimux", "{out}", "jpegenc", "audio/x-raw,format=S16LE")),
]
SOURCE = ("-f lavfi -i testsrc2=s=320x180:r=25:d=3,eq=brightness=-0.4,drawbox=t=fill:color=white:enable='between(n\\,25\\,25)' "
          "-f lavfi -i aevalsrc=0.6*sin(2*PI*1000*t)*between(t\\,1\\,1.02):s=48000:d=3")


def run(words, **options):
    return subprocess.run(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300, **options)


def make(name, tool, how):
    if tool == "ffmpeg":
        words = ["ffmpeg", "-nostdin", "-v", "error", "-y"] + SOURCE.split() + how.split() + [name]
    else:
        words = [tool] + (["-q"] if tool.startswith("gst") else []) + how.format(out=name).split()
    done = run(words)
    return os.path.exists(name) and os.path.getsize(name) > 0 and (done.returncode == 0 or tool == "mkvmerge")


def pictures(name):
    """How many there are, and a sum of each."""
    said = run(["ffmpeg", "-nostdin", "-v", "error", "-i", name, "-map", "0:V:0", "-fps_mode", "passthrough", "-f", "framemd5", "-"]).stdout.decode()
    sums = [line.split(",")[-1].strip() for line in said.splitlines() if not line.startswith("#")]
    return len(sums), sums


# Both streams are read for either: where a film begins depends on what is read of it.
def flash_ms(name):
    said = run(["ffmpeg", "-nostdin", "-v", "error", "-i", name, "-map", "0:V:0", "-vf",
                "signalstats,metadata=print:key=lavfi.signalstats.YAVG:file=-", "-fps_mode", "passthrough", "-f", "null", "-", "-map", "0:a:0", "-c", "copy", "-f", "null", "-"]).stdout.decode()
    at = None
    for line in said.splitlines():
        if "pts_time:" in line:
            at = float(line.split("pts_time:")[1].split()[0])
        elif float(line.split("=")[1]) > 180:
            return at * 1000
    return None


def click_ms(name):
    sound = array.array("f", run(["ffmpeg", "-nostdin", "-v", "error", "-i", name, "-map", "0:a:0", "-af", "aresample=48000:async=1:first_pts=0",
                                  "-ac", "1", "-f", "f32le", "-", "-map", "0:V:0", "-c", "copy", "-f", "null", "-"]).stdout)
    top = max(map(abs, sound), default=0)
    return next((i / 48 for i, value in enumerate(sound) if abs(value) > top / 4), None) if top > 0.05 else None


def click_after_flash(name):
    flash, click = flash_ms(name), click_ms(name)
    return None if flash is None or click is None else click - flash


PAGE = """<!doctype html><meta charset="utf-8"><body><script>
(async () => {
    const told = {};
    for (const name of NAMES) {
        const video = document.createElement("video");
        video.muted = true;
        video.src = name;
        document.body.append(video);
        try {
            await Promise.race([video.play(), new Promise((done, fail) => setTimeout(() => fail("no start in 10 s"), 10000))]);
            await new Promise(done => setTimeout(done, 700));
            told[name] = video.videoWidth > 0 && video.currentTime > 0.1 ? "plays" : "stands still";
        } catch (e) { told[name] = video.error ? video.error.message.slice(0, 40) : String(e).slice(0, 40); }
        video.remove();
    }
    await fetch("/told", {method: "POST", body: JSON.stringify(told)});
})();
</script>"""


def browse(folder, names):
    told, heard = {}, threading.Event()

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *words):
            super().__init__(*words, directory=folder)

        def log_message(self, *words):
            pass

        def do_POST(self):
            told.update(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()
            heard.set()

    with open(os.path.join(folder, "page.html"), "w", encoding="utf-8") as page:
        page.write(PAGE.replace("NAMES", json.dumps(names)))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    browser = subprocess.Popen(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--autoplay-policy=no-user-gesture-required",
                                "--user-data-dir=" + os.path.join(folder, "profile"), "--remote-debugging-port=0",
                                f"http://127.0.0.1:{server.server_port}/page.html"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    heard.wait(WAIT_S)
    browser.terminate()
    browser.wait()
    server.shutdown()
    return told


def main():
    program, folder = os.path.realpath(sys.argv[1]), os.path.realpath(sys.argv[2])
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(os.path.join(folder, "out"))
    os.chdir(folder)
    os.environ.update(HOME=folder, XDG_CONFIG_HOME=folder + "/c", XDG_STATE_HOME=folder + "/s", XDG_DATA_HOME=folder + "/d")
    rows, untried, failed = [], [], 0
    for name, tool, how in FILMS:
        if shutil.which(tool) is None or not make(name, tool, how):
            untried.append(f"{name} ({tool})")
            continue
        result = "out/" + name.replace(".", "-") + ".mp4"
        done = run([program, "-q", "add", name, "-p", "calm lo-fi", "--engine", "local", "--volume", "0", "--original-volume", "100", "-o", result])
        rows.append((name, result, done.returncode, done.stderr.decode().strip()))
    results = [os.path.basename(row[1]) for row in rows if row[2] == 0]
    played = browse(folder + "/out", results) if shutil.which("chromium") else None
    print(f"{'film':20} {'pictures':>11}  {'how':8} {'shift':>7}  browser")
    for name, result, code, words in rows:
        if code != 0:
            print(f"{name:20} exit {code}: {words[:90]}")
            failed += 1
            continue
        (before, sums), (after, sums_after) = pictures(name), pictures(result)
        came, is_now = click_after_flash(name), click_after_flash(result)
        # Where ffmpeg misreads what came (an AVI's B-frames), what was filmed counts: both at the same moment.
        shift = None if came is None or is_now is None else min(is_now - came, is_now, key=abs)
        plays = "not tried" if played is None else played.get(os.path.basename(result), "no word")
        good = before == after and shift is not None and abs(shift) <= MOST_SHIFT_MS and plays in ("plays", "not tried")
        failed += not good
        print(f"{name:20} {before:5}/{after:<5}  {'copied' if sums == sums_after else 'encoded':8} "
              f"{'?' if shift is None else format(shift, '+.1f'):>7}  {plays}{'' if good else '   <- not so'}")
    for what in untried:
        print(f"not tried: {what}")
    if played is None:
        print("not tried: any browser (chromium is missing)")
    print(f"{len(rows) - failed} of {len(rows)} films come out whole")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
