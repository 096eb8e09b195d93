#!/usr/bin/env python3
"""Many at once on one home: no lost update, nothing paid twice, nothing mixed up.

usage: races.py PROGRAM SERVICE FAULT_LIBRARY [--rounds N] [--local-rounds N] [--jobs N]

A round has a home of its own, and a scripted service of its own or (--local-rounds) the local engine. Its processes begin
at the same moment; when all have ended, this must hold: each message went out once, each output is a whole film or the
file that stood there, all records are whole JSON, one client id and one token were made between all, nothing stray lies
about, and no process ended with a code that such a race does not explain. Of the local engine: its database is whole, it
knows one user, each message changed the timeline once, and no render is left at work. The kinds of rounds take turns;
every fifth has twenty processes. Prints a table, and every violation; ends with 1 when there is one.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

from torture import Bench, Scenario, Trial, add, digest

# What a process may end with that came second: 1 somebody works on it, 8 the output is there or being written,
# 10 what it was to do is done and gone, 5 a render is at work, 6 it was cancelled.
SECOND = {0, 1, 8, 10}


def pair(*commands):
    return [list(command) for command in commands]


# name, preparation (see torture.py), commands at once, how many messages and renders there may be, codes
KINDS = [
    ("first runs", [], pair(["credits"], ["credits"], ["session", "new"], ["session", "new"]), 0, 0, {0}),
    ("add and add, one output", [], pair(add("-p", "one"), add("-p", "two")), 2, 2, SECOND),
    ("add and add, skipping", [], pair(*[["add", "clip.mp4", "-o", "new.mp4", "--skip-existing"]] * 2), 1, 1, {0}),
    ("export and export", [["upload", "clip.mp4"], ["chat", "prepared"]], pair(*[["export", "-f", "-o", name] for name in ("out.mp4", "new.mp4")]), 1, 1, {0}),
    ("export and cancel", [["upload", "clip.mp4"], ["chat", "prepared"]], pair(["export", "-f", "-o", "out.mp4"], ["export", "--cancel"]), 1, 1, {0, 6, 10}),
    ("resume and resume, sent", [add(), "@sent"], pair(*[["resume", "--all"]] * 2), 1, 1, SECOND),
    ("resume and resume, uploaded", [add(), "@uploaded"], pair(*[["resume", "--all"]] * 2), 1, 1, SECOND),
    ("resume and forget", [add(), "@sent"], pair(["resume", "--all"], ["resume", "--forget-failed"], ["resume", "--list"]), 1, 1, SECOND),
    ("chat and upload", [["session", "new"]], pair(["chat", "one"], ["upload", "clip.mp4"], ["chat", "two"], ["state"]), 2, 0, {0}),
    ("sessions", [["session", "new"]], pair(["session", "new"], ["session", "list"], ["session", "forget", "--older-than", "1d"], ["session", "show"]), 0, 0, {0}),
]
# The same on the local engine, where "serve" is a second engine beside, to be ended when the others have.
SERVE = ["serve", "--port", "0"]
PREPARED = [["upload", "clip.mp4"], ["chat", "add calm lo-fi"]]
LOCAL_KINDS = [
    ("first runs", [], pair(["credits"], ["credits"], ["session", "new"], ["session", "new"], SERVE), 0, 0, {0}),
    ("add and add, one output", [], pair(add("-p", "calm piano"), add("-p", "dark jazz"), SERVE), 2, 2, SECOND),
    ("add and add, skipping", [], pair(*[["add", "clip.mp4", "-o", "new.mp4", "--skip-existing"]] * 2), 1, 1, {0}),
    ("export and export", PREPARED, pair(*[["export", "-f", "-o", name] for name in ("out.mp4", "new.mp4")]), 1, 1, {0}),
    ("export and cancel", PREPARED, pair(["export", "-f", "-o", "out.mp4"], ["export", "--cancel"], SERVE), 1, 1, {0, 6, 10}),
    ("resume and resume, sent", [add(), "@sent"], pair(*[["resume", "--all"]] * 2), 1, 1, SECOND),
    ("chats and upload", PREPARED, pair(["chat", "make it louder"], ["upload", "kept.mp4"], ["chat", "start the music at 0:01"], ["state"]), 3, 0, {0}),
    ("sessions", [["session", "new"]], pair(["session", "new"], ["session", "list"], ["session", "forget", "--older-than", "1d"], ["session", "show"]), 0, 0, {0}),
]
# Twenty of everything.
CROWD = [["upload", "clip.mp4"], ["chat", "m"], ["state"], ["credits"], ["session", "list"], ["resume", "--list"], ["resume", "--all"],
         ["export", "--no-wait"], ["add", "clip.mp4", "-o", "a.mp4", "--skip-existing"], ["config", "set", "volume", "30"]]
CROWD_CODES = SECOND | {2, 5}
ROUNDS = 200


class Round(Trial):
    """One of the scripted service."""

    engine, kinds, prepared = "cloud", KINDS, [["upload", "clip.mp4"], ["chat", "prepared"]]

    def __init__(self, bench, number):
        self.number = number
        self.is_crowd = number % 5 == 4
        if self.is_crowd:
            kind = ("twenty", self.prepared, [self.of_crowd(one, i) for i, one in enumerate(CROWD * 2)], 10**6, 10**6, CROWD_CODES)
        else:
            kind = self.kinds[(number - number // 5) % len(self.kinds)]
        self.name, preparation, self.commands, self.most_messages, self.most_renders, self.codes = kind
        super().__init__(bench, Scenario(self.name, self.engine, preparation, None, True, None))

    @staticmethod
    def of_crowd(command, number):
        return [*command, str(number)] if command == ["chat", "m"] else command

    def start(self, command):
        return subprocess.Popen([self.bench.program, "-q", *command], cwd=self.work, env=self.env, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace")

    def check_records(self):
        for folder, _, names in os.walk(self.env["XDG_STATE_HOME"]):
            for name in names:
                if name.endswith(".json"):
                    try:
                        with open(os.path.join(folder, name), encoding="utf-8") as file:
                            json.load(file)
                    except ValueError:
                        self.violate(f"no whole record: {name}")

    def check_outputs(self):
        good = {self.bench.digests[name] for name in ("media", "old", "clip")}
        for name in os.listdir(self.work):
            if not name.endswith(".mp4"):
                self.violate(f"left beside the output: {name}")
            elif digest(os.path.join(self.work, name)) not in good:
                self.violate(f"{name} is damaged")

    def renders_at_once(self):
        """An export behind one that was fetched renders again, and may: on a busy machine the second begins so late."""
        at_once = most = 0
        with open(self.record, encoding="utf-8") as file:
            for one in map(json.loads, file):
                if one["method"] == "POST" and one["path"] == "/api/render/proxy/lambda":
                    at_once += 1
                    most = max(most, at_once)
                elif one["path"].startswith("/media/"):
                    at_once -= 1
        return most

    def check_service(self):
        sent, submits = self.requests()
        if self.name == "export and export":
            submits = self.renders_at_once()
        for words, times in sent.items():
            if times > 1 and not (self.is_crowd and words.startswith("calm background")):
                self.violate(f"sent {times} times: {words!r}")
        if sum(sent.values()) > self.most_messages:
            self.violate(f"{sum(sent.values())} messages")
        if submits > self.most_renders:
            self.violate(f"{submits} renders")
        tokens = ids = 0
        with open(self.record, encoding="utf-8") as file:
            asked = [json.loads(line) for line in file if '"/api/auth/anonymous-token"' in line]
        tokens, ids = len(asked), len({one["headers"]["X-Client-Id"] for one in asked})
        if (tokens, ids) != (1, 1):
            self.violate(f"{tokens} tokens for {ids} client ids")

    def attempt(self):
        try:
            self.begin()
            self.prepare()
            running = [self.start(command) for command in self.commands]
            for command, process in sorted(zip(self.commands, running), key=lambda one: one[0] == SERVE):
                if command == SERVE:
                    process.send_signal(signal.SIGTERM)
                try:
                    _, said = process.communicate(timeout=120)
                except subprocess.TimeoutExpired:
                    process.kill()
                    _, said = process.communicate()
                if process.returncode not in ({0, 143, -signal.SIGTERM} if command == SERVE else self.codes):
                    self.violate(f"{' '.join(command)} ended with {process.returncode}: {said[-300:]}")
            self.check_records()
            self.check_service()
            self.check_outputs()
            left = os.listdir(self.env["TMPDIR"])
            if left:
                self.violate(f"left in TMPDIR: {left}")
        finally:
            self.end()
        return self


class LocalRound(Round):
    """One of the local engine."""

    engine, kinds, prepared = "local", LOCAL_KINDS, PREPARED

    @staticmethod
    def of_crowd(command, number):
        return ["chat", "make it louder" if number < len(CROWD) else "add fewer drums"] if command == ["chat", "m"] else command

    def check_outputs(self):
        for name in sorted(os.listdir(self.work)):
            path = os.path.join(self.work, name)
            if not name.endswith(".mp4"):
                self.violate(f"left beside the output: {name}")
            elif digest(path) not in (self.bench.digests["old"], self.bench.digests["clip"]):
                probe = subprocess.run(["ffprobe", "-v", "error", "-show_entries", "stream=codec_type", "-of", "csv=p=0", path],
                                       capture_output=True, text=True, check=False)
                if sorted(probe.stdout.split()) != ["audio", "video"] or probe.stderr:
                    self.violate(f"{name} is damaged: {probe.stdout} {probe.stderr}")

    def check_service(self):
        base = sqlite3.connect(os.path.join(self.env["XDG_DATA_HOME"], "bgmusic", "engine.db"))
        state = base.execute("PRAGMA integrity_check").fetchone()[0]
        users = base.execute("SELECT count(*) FROM users").fetchone()[0]
        said = base.execute("SELECT session, said, count(*) FROM draft_history WHERE said != '' GROUP BY session, said").fetchall()
        renders = base.execute("SELECT count(*) FROM renders").fetchone()[0]
        left = base.execute("SELECT count(*) FROM renders WHERE status NOT IN ('completed', 'failed', 'cancelled')").fetchone()[0]
        base.close()
        if state != "ok":
            self.violate(f"the database: {state}")
        if users > 1:
            self.violate(f"{users} users")
        messages = sum(times for _, _, times in said)
        if messages > self.most_messages or (self.codes == {0} and messages < self.most_messages):
            self.violate(f"{messages} of {self.most_messages} messages: {said}")
        elif not self.is_crowd and any(times > 1 for _, _, times in said):
            self.violate(f"messages: {said}")
        if renders > self.most_renders:
            self.violate(f"{renders} renders")
        if left > 0 and not self.is_crowd:
            self.violate(f"{left} renders are left at work")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("service")
    parser.add_argument("library")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--local-rounds", type=int, default=ROUNDS)
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    begun = time.monotonic()
    bench = Bench(arguments)
    rounds = [Round(bench, number) for number in range(arguments.rounds)]
    rounds += [LocalRound(bench, number) for number in range(arguments.local_rounds)]
    for one in rounds:
        steps = one.scenario.preparation
        for index, step in enumerate(steps):
            if isinstance(step, str) and (one.name, one.engine) not in bench.cuts:
                bench.cuts[(one.name, one.engine)] = Trial(bench, one.scenario).find_cut(steps[index - 1], step[1:])
    table = collections.Counter()
    processes = bad = 0
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for one in pool.map(Round.attempt, rounds):
            table[one.engine, one.name] += 1
            processes += len(one.commands)
            for words in one.violations:
                bad += 1
                print(f"VIOLATION {one.engine} {one.name} ({one.folder}): {words}", flush=True)
    for (engine, name), count in table.items():
        print(f"{engine:7}{name:30}{count:5} rounds")
    print(f"{len(rounds)} rounds, {processes} processes in {time.monotonic() - begun:.0f} s, violations {bad}")
    if bad == 0:
        shutil.rmtree(bench.root, ignore_errors=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
