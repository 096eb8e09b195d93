#!/usr/bin/env python3
"""Every call that can fail, failed once and killed once: what it may cost is one step's work, never money and never a
finished file.

usage: torture.py PROGRAM SERVICE FAULT_LIBRARY [--short] [--only NAME[,NAME...]] [--kinds KIND[,KIND...]] [--most N] [--jobs N]

--only takes scenarios by name ("add"), by engine ("local") or by both ("add-local"), --most so many points of a kind.

A scenario is a command after its preparation, on the scripted service or on the local engine. It runs once to have its
calls counted by the fault library (fault.c); then once more for each N-th call of each kind, which fails or is the last
one. After each, `resume --all` picks up what is left, and this must hold:

- no message went to the service twice, and no render (by the service's own record)
- the output is what it was, or whole and new; new, once a message was paid for
- the input and a finished file beside it are untouched
- the program ended by itself, with a code that is documented, and said why where it is not 0 (memory that fails inside
  a library which does not look, UNCHECKING, may end it like a kill; such ends are counted, and all else must hold)
- nothing stray lies about: parts, temporaries, folders of sockets, processes

Prints a table of what was tried, and every violation; ends with 1 when there is one.
"""
import argparse
import collections
import concurrent.futures
import hashlib
import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time

KINDS = ["open", "write", "sync", "rename", "link", "unlink", "mkdir", "truncate", "thread", "malloc"]
# The most points of a kind that the whole run tries: on the local engine, which renders; of malloc; of mkdir, which is
# called for each folder of each path and nearly always finds it there.
MOST_LOCAL = 30
MOST_MALLOC = 60
MOST_MKDIR = 30
# A spread of few, for CI.
SHORT_POINTS = 2
SHORT_LOCAL = {"add": ["write", "rename"], "chat": ["thread"]}
SHORT_THREADS = 9
CODES = set(range(14))
# Libraries of others that use what malloc returned unseen, or end the program. No caller can tell them to do otherwise.
UNCHECKING = ("libfluidsynth", "libvorbis", "libsndfile", "libglib-2.0", "libcrypto")

QUESTION = (
    'data: {"content":{"role":"model","parts":[{"functionCall":{"id":"q","name":"ask_question","args":{"title":"The music",'
    '"questions":[{"id":"m","prompt":"Which mood fits?","options":[{"id":"c","label":"Calm piano"}]}]}}}]}}\n\n'
)
ASKS = {"rules": [{"path": "/run_sse", "call": 1, "type": "text/event-stream", "body": QUESTION}]}

Scenario = collections.namedtuple("Scenario", "name engine preparation command has_job script")


def add(*more):
    return ["add", "-f", "clip.mp4", "-o", "out.mp4", *more]


# "@sent" in a preparation: the command before it is killed once its job has come so far.
SCENARIOS = [
    Scenario("add", "cloud", [], add(), True, None),
    Scenario("ask", "cloud", [], add("--answer", "Calm piano"), True, ASKS),
    Scenario("upload", "cloud", [["session", "new"]], ["upload", "clip.mp4"], False, None),
    Scenario("chat", "cloud", [["upload", "clip.mp4"]], ["chat", "add calm lo-fi"], False, None),
    Scenario("export", "cloud", [["upload", "clip.mp4"], ["chat", "add calm lo-fi"]], ["export", "-f", "-o", "out.mp4"], True, None),
    Scenario("resume", "cloud", [add(), "@sent"], ["resume", "--all"], True, None),
    Scenario("add", "local", [], add(), True, None),
    Scenario("upload", "local", [["session", "new"]], ["upload", "clip.mp4"], False, None),
    Scenario("chat", "local", [["upload", "clip.mp4"]], ["chat", "add calm lo-fi"], False, None),
    Scenario("export", "local", [["upload", "clip.mp4"], ["chat", "add calm lo-fi"]], ["export", "-f", "-o", "out.mp4"], True, None),
    Scenario("resume", "local", [add(), "@sent"], ["resume", "--all"], True, None),
]


def digest(path):
    try:
        with open(path, "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()
    except FileNotFoundError:
        return None


def sockets(folder, names):
    return [name for name in names if stat.S_ISSOCK(os.lstat(os.path.join(folder, name)).st_mode)]


class Bench:
    """What all trials share: programs, clips, and the calls of each preparation."""

    def __init__(self, arguments):
        self.program, self.service, self.library = (os.path.abspath(p) for p in (arguments.program, arguments.service, arguments.library))
        self.root = tempfile.mkdtemp(prefix="torture-")
        self.lock = threading.Lock()
        self.serial = 0
        self.cuts = {}
        self.slots = threading.local()
        for name, seconds in (("clip", 2), ("old", 1), ("media", 1)):
            colour = {"clip": "testsrc2", "old": "testsrc", "media": "smptebars"}[name]
            subprocess.run(
                ["ffmpeg", "-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", f"{colour}=s=160x120:r=25:d={seconds}",
                 "-f", "lavfi", "-i", f"sine=frequency=300:duration={seconds},volume=-20dB", "-c:v", "libx264", "-preset",
                 "ultrafast", "-c:a", "aac", "-shortest", self.path(name)],
                check=True)
        self.digests = {name: digest(self.path(name)) for name in ("clip", "old", "media")}

    def path(self, name):
        return os.path.join(self.root, name + ".mp4")

    def slot(self):
        """A folder of this thread alone, the same for each of its trials: what is prepared speaks of its paths."""
        if not hasattr(self.slots, "path"):
            with self.lock:
                self.serial += 1
                self.slots.path = os.path.join(self.root, f"slot{self.serial}")
        return self.slots.path


class Trial:
    """One run of a scenario in a home of its own."""

    def __init__(self, bench, scenario, kind=None, at=0, how="fail"):
        self.bench, self.scenario, self.kind, self.at, self.how = bench, scenario, kind, at, how
        self.violations = []
        self.service_process = None
        self.outcome = ""
        self.is_unchecked_end = False

    def begin(self):
        self.folder = self.bench.slot()
        self.where = self.folder + "-where"
        if os.path.exists(self.where):
            os.unlink(self.where)
        self.work = os.path.join(self.folder, "work")
        for name in ("work", "tmp", "home"):
            os.makedirs(os.path.join(self.folder, name), mode=0o700)
        for source, name in (("clip", "clip.mp4"), ("old", "out.mp4"), ("old", "kept.mp4")):
            shutil.copyfile(self.bench.path(source), os.path.join(self.work, name))
        home = os.path.join(self.folder, "home")
        self.env = {
            "PATH": os.environ["PATH"], "HOME": home, "TMPDIR": os.path.join(self.folder, "tmp"), "LC_ALL": "C.UTF-8", "TERM": "dumb",
            "XDG_CONFIG_HOME": home + "/config", "XDG_STATE_HOME": home + "/state", "XDG_DATA_HOME": home + "/data",
            "BGMUSIC_ENGINE": self.scenario.engine,
        }
        if self.scenario.engine == "cloud":
            self.start_service()

    def start_service(self):
        script = os.path.join(self.folder, "script.json")
        self.record = os.path.join(self.folder, "record.jsonl")
        with open(script, "w", encoding="utf-8") as file:
            json.dump(self.scenario.script or {"rules": []}, file)
        self.service_process = subprocess.Popen(
            [self.bench.service, "--script", script, "--record", self.record, "--media", self.bench.path("media"), "--until-eof"],
            stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True)
        self.env["NEMO_API_URL"] = self.service_process.stdout.readline().strip().removeprefix("URL=")
        self.env["BGMUSIC_TEST_CLOCK_SCALE"] = "100"

    def run(self, command, faults=None):
        env = dict(self.env)
        if faults is not None:
            env.update(faults, LD_PRELOAD=self.bench.library)
        try:
            done = subprocess.run([self.bench.program, "-q", *command], cwd=self.work, env=env, stdin=subprocess.DEVNULL,
                                  capture_output=True, text=True, errors="replace", timeout=180, check=False)
        except subprocess.TimeoutExpired as late:
            return 124, "", f"bgmusic: took more than {late.timeout} s"
        return done.returncode, done.stdout, done.stderr

    def step(self):
        folder = os.path.join(self.env["XDG_STATE_HOME"], "bgmusic", "jobs")
        for name in os.listdir(folder) if os.path.isdir(folder) else []:
            if name.endswith(".json"):
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    return json.load(file).get("step")
        return None

    def prepare(self):
        """Prepares, or takes what the local engine left of the same preparation before. (What the scripted service holds
        goes with it.)"""
        steps = self.scenario.preparation
        kept = f"{self.folder}-{self.scenario.name}-prepared"
        if self.scenario.engine == "local" and os.path.isdir(kept):
            shutil.rmtree(self.folder)
            shutil.copytree(kept, self.folder, symlinks=True)
            return
        self.run_preparation(steps)
        if self.scenario.engine == "local" and steps:
            shutil.copytree(self.folder, kept, symlinks=True, ignore=sockets)

    def run_preparation(self, steps):
        """Runs the steps; the calls of a command that is cut off are found once."""
        for index, command in enumerate(steps):
            if isinstance(command, str):
                continue
            cut = steps[index + 1] if index + 1 < len(steps) and isinstance(steps[index + 1], str) else None
            faults = None
            if cut is not None:
                at = self.bench.cuts[(self.scenario.name, self.scenario.engine)]
                faults = {"FAULT_KIND": "rename", "FAULT_AT": str(at), "FAULT_HOW": "kill"}
            code, _, said = self.run(command, faults)
            if code != (-signal.SIGKILL if cut is not None else 0):
                raise RuntimeError(f"{self.scenario}: preparing ended with {code}: {said}")
            if cut is not None and self.step() != cut[1:]:
                raise RuntimeError(f"{self.scenario}: cut off at {self.step()}")

    def requests(self):
        sent = collections.Counter()
        submits = 0
        if self.scenario.engine == "cloud":
            with open(self.record, encoding="utf-8") as file:
                for line in file:
                    one = json.loads(line)
                    if one["path"] == "/run_sse":
                        sent[json.loads(one["body"])["new_message"]["parts"][0]["text"]] += 1
                    elif one["method"] == "POST" and one["path"] == "/api/render/proxy/lambda":
                        submits += 1
        return sent, submits

    def violate(self, words):
        self.violations.append(words)

    def output_state(self):
        found = digest(os.path.join(self.work, "out.mp4"))
        if found == self.bench.digests["old"]:
            return "old"
        if found is None:
            return "gone"
        if self.scenario.engine == "cloud":
            return "new" if found == self.bench.digests["media"] else "damaged"
        probe = subprocess.run(["ffprobe", "-v", "error", "-show_entries", "stream=codec_type:format=duration", "-of", "csv=p=0",
                                os.path.join(self.work, "out.mp4")], capture_output=True, text=True, check=False)
        whole = probe.returncode == 0 and "audio" in probe.stdout and "video" in probe.stdout
        return "new" if whole else "damaged"

    def accepted_ends(self):
        """The signals that may end the command itself."""
        if self.how == "kill":
            return {signal.SIGKILL}
        try:
            with open(self.where, encoding="utf-8") as file:
                is_unchecking = os.path.basename(file.read()).startswith(UNCHECKING)
        except FileNotFoundError:
            return set()
        return {signal.SIGSEGV, signal.SIGABRT, signal.SIGTRAP} if is_unchecking else set()

    def check_end(self, code, said, accepted):
        if -code in accepted:
            self.is_unchecked_end = -code != signal.SIGKILL
            return
        if code not in CODES:
            self.violate(f"ended with {code}: {said[-400:]}")
        elif code != 0 and "bgmusic: " not in said:
            self.violate(f"ended with {code} and said nothing: {said[-200:]!r}")

    def check_files(self):
        if digest(os.path.join(self.work, "clip.mp4")) != self.bench.digests["clip"]:
            self.violate("the input was changed")
        if digest(os.path.join(self.work, "kept.mp4")) != self.bench.digests["old"]:
            self.violate("a finished file beside the output was changed")
        if self.output_state() in ("gone", "damaged"):
            self.violate(f"the output is {self.output_state()}")

    def check_strays(self):
        extra = sorted(set(os.listdir(self.work)) - {"clip.mp4", "out.mp4", "kept.mp4"})
        left = sorted(os.listdir(self.env["TMPDIR"]))
        if extra:
            self.violate(f"left beside the output: {extra}")
        if left:
            self.violate(f"left in TMPDIR: {left}")
        for folder, _, names in os.walk(self.env["HOME"]):
            for name in names:
                if re.search(r"\.part$|\.[0-9a-zA-Z]{6}$|^\.spool-", name) and not re.search(r"\.(sqlite|record|render)$", name):
                    self.violate(f"a temporary is never cleared: {os.path.relpath(os.path.join(folder, name), self.env['HOME'])}")

    def processes(self):
        mark = f"TMPDIR={self.env['TMPDIR']}".encode()
        found = []
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{pid}/environ", "rb") as file:
                    if mark in file.read().split(b"\0"):
                        found.append(int(pid))
            except OSError:
                continue
        return found

    def check_processes(self):
        end = time.monotonic() + 5
        while (found := self.processes()) and time.monotonic() < end:
            time.sleep(0.05)
        if found:
            self.violate(f"processes live on: {found}")

    def age(self):
        """What a kill left is cleared when it is old; files of the program's own are as old as they say."""
        then = time.time() - 2 * 3600
        for folder, _, names in os.walk(self.folder):
            for name in names:
                os.utime(os.path.join(folder, name), (then, then), follow_symlinks=False)

    def recover(self, code):
        """What the user does next, and what must hold then."""
        sent, _ = self.requests()
        had_job = self.step() not in (None, "done")
        again, _, said = self.run(["resume", "--all"])
        self.check_end(again, said, set())
        state = self.output_state()
        self.outcome = f"{code}, resume {again}, output {state}"
        if self.scenario.has_job:
            if code == 0 and state != "new":
                self.violate(f"ended with 0, and the output is {state}")
            if had_job and again == 0 and state != "new":
                self.violate(f"resume ended with 0, and the output is {state}")
            is_lost = state != "new" and self.step() in (None, "done")
            if is_lost and self.scenario.name == "export":
                # Nothing was begun that could be gone on with; the timeline is still there.
                again, _, said = self.run(self.scenario.command)
                if again != 0 or self.output_state() != "new":
                    self.violate(f"exporting again ended with {again}: {said}")
            elif is_lost and sum(sent.values()) > 0:
                self.violate("a message was paid for, and nothing is left to finish it by")
        self.age()
        last, _, said = self.run(["credits"])
        if last != 0:
            self.violate(f"does not work any more: {said}")

    def check_requests(self):
        sent, submits = self.requests()
        for words, times in sent.items():
            if times > 1:
                self.violate(f"sent {times} times: {words!r}")
        if submits > 1:
            self.violate(f"{submits} renders")

    def attempt(self):
        try:
            self.begin()
            self.prepare()
            faults = {"FAULT_KIND": self.kind, "FAULT_AT": str(self.at), "FAULT_HOW": self.how, "FAULT_WHERE": self.where}
            code, _, said = self.run(self.scenario.command, faults)
            self.check_processes()
            self.check_end(code, said, self.accepted_ends())
            self.check_files()
            self.recover(code)
            self.check_files()
            self.check_requests()
            self.check_strays()
            self.check_processes()
        finally:
            self.end()
        return self

    def count(self):
        """The calls of each kind in a run without faults."""
        path = self.bench.slot() + "-counts"
        try:
            self.begin()
            self.prepare()
            code, _, said = self.run(self.scenario.command, {"FAULT_COUNTS": path})
            if code != 0:
                raise RuntimeError(f"{self.scenario}: {code} without faults: {said}")
            with open(path, encoding="utf-8") as file:
                counts = {kind: int(number) for kind, number in (line.split() for line in file)}
            if counts["open"] == 0 or counts["malloc"] == 0:
                raise RuntimeError(f"{self.scenario}: the fault library counts nothing")
            return counts
        finally:
            self.end()

    def find_cut(self, command, step):
        """The rename before which a kill leaves the job at `step`."""
        for at in range(1, 60):
            probe = Trial(self.bench, self.scenario)
            try:
                probe.begin()
                code, _, _ = probe.run(command, {"FAULT_KIND": "rename", "FAULT_AT": str(at), "FAULT_HOW": "kill"})
                if code == -signal.SIGKILL and probe.step() == step:
                    return at
            finally:
                probe.end()
        raise RuntimeError(f"{self.scenario}: never at {step}")

    def end(self):
        if self.service_process is not None:
            self.service_process.terminate()
            self.service_process.wait()
            self.service_process.stdout.close()
            self.service_process.stdin.close()
            self.service_process = None
        if self.violations:
            with self.bench.lock:
                self.bench.serial += 1
                kept = os.path.join(self.bench.root, f"t{self.bench.serial}")
            os.rename(self.folder, kept)
            self.folder = kept
        else:
            shutil.rmtree(self.folder)


def points(count, most):
    """At most so many places of 1..count, spread, with the first and the last."""
    if count <= most:
        return list(range(1, count + 1))
    if most == 1:
        return [1]
    return sorted({1 + round(i * (count - 1) / (most - 1)) for i in range(most)})


def most_of(kind, engine, is_short):
    if is_short:
        return SHORT_THREADS if kind == "thread" else SHORT_POINTS
    most = {"malloc": MOST_MALLOC, "mkdir": MOST_MKDIR}.get(kind, 10**9)
    return min(most, MOST_LOCAL) if engine == "local" else most


def plan(bench, scenarios, kinds, is_short, most_wanted):
    trials = []
    for scenario in scenarios:
        is_few = is_short and scenario.engine == "local"
        if is_few and scenario.name not in SHORT_LOCAL:
            continue
        steps = scenario.preparation
        for index, step in enumerate(steps):
            if isinstance(step, str):
                bench.cuts[(scenario.name, scenario.engine)] = Trial(bench, scenario).find_cut(steps[index - 1], step[1:])
        counts = Trial(bench, scenario).count()
        print(f"{scenario.name:8}{scenario.engine:7}" + "  ".join(f"{kind} {counts[kind]}" for kind in KINDS), flush=True)
        for kind in SHORT_LOCAL[scenario.name] if is_few else kinds:
            most = most_of(kind, scenario.engine, is_short)
            for at in points(counts[kind], min(most, most_wanted)):
                trials += [Trial(bench, scenario, kind, at, how) for how in (("fail",) if kind == "thread" else ("fail", "kill"))]
    return trials


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("service")
    parser.add_argument("library")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--most", type=int, default=10**9)
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    wanted = [name for name in arguments.only.split(",") if name]
    scenarios = [s for s in SCENARIOS if not wanted or s.name in wanted or s.engine in wanted or f"{s.name}-{s.engine}" in wanted]
    bench = Bench(arguments)
    begun = time.monotonic()
    trials = plan(bench, scenarios, arguments.kinds.split(","), arguments.short, arguments.most)
    table = collections.Counter()
    bad = unchecked = 0
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for trial in pool.map(Trial.attempt, trials):
            unchecked += trial.is_unchecked_end
            key = (trial.scenario.name, trial.scenario.engine)
            table[key] += 1
            for words in trial.violations:
                bad += 1
                print(f"VIOLATION {key[0]} {key[1]} {trial.kind} {trial.at} {trial.how} ({trial.outcome}; {trial.folder}): {words}", flush=True)
    for (name, engine), tried in table.items():
        print(f"{name:8}{engine:7}{tried:6} points")
    print(f"{len(trials)} points tried in {time.monotonic() - begun:.0f} s, {unchecked} ended by memory that a library of others does not check, violations {bad}")
    if bad == 0:
        shutil.rmtree(bench.root, ignore_errors=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
