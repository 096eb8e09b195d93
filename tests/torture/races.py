#!/usr/bin/env python3
"""Many at once on one home: no lost update, nothing paid twice, nothing mixed up.

usage: races.py PROGRAM SERVICE FAULT_LIBRARY [--rounds N] [--jobs N]

A round has a home and a scripted service of its own. Its processes begin at the same moment; when all have ended, this
must hold: each message went out once, each output is the service's film or the file that stood there, all records are
whole JSON, one client id and one token were made between all, nothing stray lies about, and no process ended with a code
that such a race does not explain. The kinds of rounds take turns; every fifth has twenty processes. Prints a table, and every
violation; ends with 1 when there is one.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import shutil
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
# Twenty of everything.
CROWD = [["upload", "clip.mp4"], ["chat", "m"], ["state"], ["credits"], ["session", "list"], ["resume", "--list"], ["resume", "--all"],
         ["export", "--no-wait"], ["add", "clip.mp4", "-o", "a.mp4", "--skip-existing"], ["config", "set", "volume", "30"]]
CROWD_CODES = SECOND | {2, 5}
ROUNDS = 200


class Round(Trial):
    def __init__(self, bench, number):
        self.number = number
        self.is_crowd = number % 5 == 4
        if self.is_crowd:
            kind = ("twenty", [["upload", "clip.mp4"], ["chat", "prepared"]],
                    [[*one, str(i)] if one == ["chat", "m"] else one for i, one in enumerate(CROWD * 2)], 10**6, 10**6, CROWD_CODES)
        else:
            kind = KINDS[(number - number // 5) % len(KINDS)]
        self.name, preparation, self.commands, self.most_messages, self.most_renders, self.codes = kind
        super().__init__(bench, Scenario(self.name, "cloud", preparation, None, True, None))

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

    def check_service(self):
        sent, submits = self.requests()
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
            for command, process in zip(self.commands, running):
                try:
                    _, said = process.communicate(timeout=120)
                except subprocess.TimeoutExpired:
                    process.kill()
                    _, said = process.communicate()
                if process.returncode not in self.codes:
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


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("service")
    parser.add_argument("library")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    begun = time.monotonic()
    bench = Bench(arguments)
    rounds = [Round(bench, number) for number in range(arguments.rounds)]
    for one in rounds:
        steps = one.scenario.preparation
        for index, step in enumerate(steps):
            if isinstance(step, str) and (one.name, "cloud") not in bench.cuts:
                bench.cuts[(one.name, "cloud")] = Trial(bench, one.scenario).find_cut(steps[index - 1], step[1:])
    table = collections.Counter()
    processes = bad = 0
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for one in pool.map(Round.attempt, rounds):
            table[one.name] += 1
            processes += len(one.commands)
            for words in one.violations:
                bad += 1
                print(f"VIOLATION {one.name} ({one.folder}): {words}", flush=True)
    for name, count in table.items():
        print(f"{name:30}{count:5} rounds")
    print(f"{len(rounds)} rounds, {processes} processes in {time.monotonic() - begun:.0f} s, violations {bad}")
    if bad == 0:
        shutil.rmtree(bench.root, ignore_errors=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
