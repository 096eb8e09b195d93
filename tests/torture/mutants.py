#!/usr/bin/env python3
"""Films and sounds of many kinds, damaged by chance: none of them may end the program otherwise than with a sentence.

usage: mutants.py PROGRAM [--files N] [--seed N] [--limit SECONDS] [--jobs N] [--keep FOLDER]

PROGRAM is best built with SANITIZE=address,undefined (`make mutants` does that). Small clips are made with ffmpeg, a kind after the
other is damaged (bytes, lengths, pieces that are missing, double, empty or from another file, an end that is cut off), the
same way for the same seed. Each is uploaded to the local engine, which looks at all of it; each third that is taken gets music. This must hold:

- the program ends by itself within the limit, with 0, or with 7 and a sentence about the file
- no sanitizer has anything to say
- what ended with 0 as a film is one: a picture and a sound that ffprobe sees
- the input is untouched, nothing stray lies about, no helper lives on

Prints a table by kind, and every violation; ends with 1 when there is one, and keeps its files in FOLDER.
"""
import argparse
import collections
import concurrent.futures
import hashlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

PICTURE = ["-f", "lavfi", "-i", "testsrc2=s=96x64:r=25:d=1.2"]
SOUND = ["-f", "lavfi", "-i", "sine=frequency=300:duration=1.2,volume=-20dB"]
X264 = ["-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac", "-ar", "48000"]
MPEG2 = ["-c:v", "mpeg2video", "-c:a", "mp2", "-ar", "48000"]
# name, what ffmpeg is told after both inputs
FILMS = [
    ("plain.mp4", X264),
    ("fragments.mp4", X264 + ["-movflags", "frag_keyframe+empty_moov"]),
    ("quick.mov", X264 + ["-movflags", "faststart"]),
    ("matroska.mkv", ["-c:v", "libx264", "-preset", "ultrafast", "-c:a", "flac"]),
    ("web.webm", ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libopus"]),
    ("old.avi", ["-c:v", "mpeg4", "-c:a", "libmp3lame"]),
    ("broadcast.ts", X264),
    ("disc.mpg", MPEG2),
    ("flash.flv", ["-c:v", "flv", "-c:a", "libmp3lame", "-ar", "44100"]),
    ("windows.wmv", ["-c:v", "wmv2", "-c:a", "wmav2"]),
    ("theora.ogv", ["-c:v", "libtheora", "-c:a", "libvorbis"]),
    ("studio.mxf", ["-c:v", "mpeg2video", "-c:a", "pcm_s16le", "-ar", "48000"]),
    ("moving.gif", ["-an"]),
]
SOUNDS = [
    ("layer.mp3", ["-vn", "-c:a", "libmp3lame"]),
    ("samples.wav", ["-vn", "-c:a", "pcm_s16le"]),
    ("lossless.flac", ["-vn", "-c:a", "flac"]),
    ("phone.m4a", ["-vn", "-c:a", "aac"]),
    ("vorbis.ogg", ["-vn", "-c:a", "libvorbis"]),
]
LENGTHS = [0, 1, 7, 8, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF]
COMPLAINTS = ("Sanitizer", "runtime error:")
FILES = 300


def bases(folder):
    """The clips that ffmpeg makes here; an encoder that this one lacks is passed over and named."""
    made = {}
    for name, how in FILMS + SOUNDS:
        path = os.path.join(folder, name)
        done = subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-y", *PICTURE, *SOUND, *how, path], capture_output=True, check=False)
        if done.returncode != 0:
            print(f"{name}: this ffmpeg does not make it", flush=True)
            continue
        with open(path, "rb") as file:
            made[name] = file.read()
    return made


def damage(chance, content, others):
    """One to four wounds, half of them where the headers are."""
    content = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        reach = min(len(content), 2048) if chance.random() < 0.5 else len(content)
        at = chance.randrange(max(reach, 1))
        size = chance.randint(1, max(1, min(512, len(content) - at)))
        wound = chance.choice(("bytes", "length", "gone", "double", "empty", "foreign", "end"))
        if wound == "bytes":
            for _ in range(chance.randint(1, 16)):
                content[min(len(content) - 1, at + chance.randrange(64))] = chance.randrange(256)
        elif wound == "length":
            content[at:at + 4] = chance.choice(LENGTHS).to_bytes(4, chance.choice(("big", "little")))
        elif wound == "gone":
            del content[at:at + size]
        elif wound == "double":
            content[at:at] = content[at:at + size] * chance.randint(1, 8)
        elif wound == "empty":
            content[at:at + size] = bytes(size)
        elif wound == "foreign":
            other = chance.choice(others)
            start = chance.randrange(len(other))
            content[at:at + size] = other[start:start + size]
        elif chance.random() < 0.5:
            del content[max(1, at):]
        if not content:
            content = bytearray(b"\0")
    return bytes(content)


class Mutant:
    """One damaged file and what came of it."""

    def __init__(self, arguments, root, number, name, content):
        self.program, self.limit = os.path.abspath(arguments.program), arguments.limit
        self.number, self.name, self.content = number, name, content
        self.folder = os.path.join(root, f"m{number:04}")
        self.violations, self.codes, self.longest = [], [], 0.0

    def run(self, *command):
        home = os.path.join(self.folder, "home")
        env = {"PATH": os.environ["PATH"], "HOME": home, "TMPDIR": os.path.join(self.folder, "tmp"), "LC_ALL": "C.UTF-8", "TERM": "dumb",
               "XDG_CONFIG_HOME": home + "/config", "XDG_STATE_HOME": home + "/state", "XDG_DATA_HOME": home + "/data"}
        env.update({name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")})
        begun = time.monotonic()
        try:
            done = subprocess.run([self.program, "--engine", "local", *command], cwd=os.path.join(self.folder, "work"), env=env,
                                  stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", timeout=self.limit, check=False)
            code, said = done.returncode, done.stderr
        except subprocess.TimeoutExpired:
            code, said = 124, ""
        self.longest = max(self.longest, time.monotonic() - begun)
        self.codes.append(code)
        if code == 124:
            self.violations.append(f"{command[0]} took more than {self.limit} s")
        elif code not in (0, 7):
            self.violations.append(f"{command[0]} ended with {code}: {said[-600:]}")
        elif code == 7 and "bgmusic: " not in said:
            self.violations.append(f"{command[0]} ended with 7 and no sentence: {said[-300:]}")
        if any(word in said for word in COMPLAINTS):
            self.violations.append(f"{command[0]}: a sanitizer complains: {said[-3000:]}")
        return code

    def check_film(self, path):
        probe = subprocess.run(["ffprobe", "-v", "error", "-show_entries", "stream=codec_type", "-of", "csv=p=0", path],
                               capture_output=True, text=True, check=False)
        if probe.returncode != 0 or "audio" not in probe.stdout or "video" not in probe.stdout:
            self.violations.append(f"ended with 0, and the result is no film: {probe.stdout} {probe.stderr}")

    def check_strays(self):
        extra = sorted(set(os.listdir(os.path.join(self.folder, "work"))) - {self.name, "out.mp4"})
        left = os.listdir(os.path.join(self.folder, "tmp"))
        if extra or left:
            self.violations.append(f"left behind: {extra + left}")
        with open(os.path.join(self.folder, "work", self.name), "rb") as file:
            if hashlib.sha256(file.read()).digest() != hashlib.sha256(self.content).digest():
                self.violations.append("the input was changed")

    def attempt(self):
        for part in ("work", "tmp", "home"):
            os.makedirs(os.path.join(self.folder, part), mode=0o700)
        with open(os.path.join(self.folder, "work", self.name), "wb") as file:
            file.write(self.content)
        code = self.run("upload", self.name)
        is_film = any(self.name == name for name, _ in FILMS)
        if code == 0 and is_film and self.number % 3 == 0:
            if self.run("add", self.name, "-o", "out.mp4", "-p", "calm piano") == 0:
                self.check_film(os.path.join(self.folder, "work", "out.mp4"))
        self.check_strays()
        if not self.violations:
            shutil.rmtree(self.folder)
        return self


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--files", type=int, default=FILES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=120)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", default=None)
    arguments = parser.parse_args()
    root = os.path.abspath(arguments.keep) if arguments.keep else tempfile.mkdtemp(prefix="mutants-")
    os.makedirs(root, exist_ok=True)
    begun = time.monotonic()
    chance = random.Random(arguments.seed)
    clips = bases(root)
    names, contents = list(clips), list(clips.values())
    mutants = []
    for number in range(arguments.files):
        name = names[number % len(names)]
        mutants.append(Mutant(arguments, root, number, name, damage(chance, clips[name], contents)))
    table = collections.defaultdict(collections.Counter)
    bad, longest = 0, 0.0
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for mutant in pool.map(Mutant.attempt, mutants):
            longest = max(longest, mutant.longest)
            table[mutant.name]["refused" if mutant.codes[0] else "taken"] += 1
            table[mutant.name]["made"] += mutant.codes[1:] == [0]
            for words in mutant.violations:
                bad += 1
                print(f"VIOLATION {mutant.name} ({mutant.folder}): {words}", flush=True)
    for name, row in table.items():
        print(f"{name:16}{row['refused']:5} refused{row['taken']:5} taken{row['made']:5} made into a film")
    print(f"{len(mutants)} damaged files in {time.monotonic() - begun:.0f} s, the longest {longest:.0f} s, violations {bad}")
    if bad == 0 and not arguments.keep:
        shutil.rmtree(root, ignore_errors=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
