#!/usr/bin/env python3
"""Counts verdicts over many runs: proof that they do not flicker.

soak.py BUILD [--runs N] [--other-runs N]
        [--conditions idle,load,one-cpu,half-cpu] [--only PATTERN]

BUILD is a build folder configured with -Dmaintainer=true. Under each condition
every lesson runs N times, as it is and with --break, and so does the check of
every solution and of every other right answer; wrong answers run fewer times.
Under `load` the program stress-ng computes on four threads beside it; `half-cpu`
is a cgroup (v1 or v2) with a quota of half a CPU, which only root can make.
Prints, for each subject and condition, how many verdicts were right, were right
but could not judge a claim, could not be judged at all, or were wrong: --break
must refute just the claims that the curriculum names. Exits 1 if a single
verdict was wrong.
"""
import argparse
import collections
import contextlib
import json
import pathlib
import re
import subprocess
import sys

CANNOT_BE_JUDGED = 77
QUOTA = "/sys/fs/cgroup"


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--other-runs", type=int, default=10)
    parser.add_argument("--conditions", default="idle,load,one-cpu")
    parser.add_argument("--only", default="", help="a regular expression that finds a subject's name")
    return parser.parse_args()


def judge_lesson(breaks):
    """Judges a lesson's JSON: each claim as it should be, or inconclusive."""
    def judge(ran):
        try:
            claims = json.loads(ran.stdout)["claims"]
        except (ValueError, KeyError):
            return "wrong"
        verdicts = {claim["id"]: claim["verdict"] for claim in claims}
        for claim, verdict in verdicts.items():
            right = "violated" if claim in breaks else "holds"
            if verdict not in (right, "inconclusive"):
                return "wrong"
        judged = [verdict != "inconclusive" for verdict in verdicts.values()]
        return ("right" if all(judged) else "in part" if any(judged)
                else "unjudged")
    return judge


def judge_check(ran):
    return {0: "right", CANNOT_BE_JUDGED: "unjudged"}.get(ran.returncode,
                                                         "wrong")


def subjects(build, runs, other_runs):
    """(name, command, what judges its verdict, how many runs)"""
    listed = json.loads(subprocess.run(
        ["meson", "introspect", "--tests", str(build)],
        check=True, stdout=subprocess.PIPE).stdout)
    for test in listed:
        if test["name"].startswith("program_"):
            program, *breaks = test["cmd"][2:]
            name = test["name"].removeprefix("program_")
            yield name, [program, "--json"], judge_lesson([]), runs
            yield (f"{name} --break", [program, "--json", "--break"],
                   judge_lesson(breaks), runs)
        elif "tandem:maintainer" in test["suite"] and (
                test["name"] != "as_a_learner"):
            is_right = "_solution" in test["name"] or "_right_" in test["name"]
            yield (test["name"], test["cmd"], judge_check,
                   runs if is_right else other_runs)


@contextlib.contextmanager
def half_a_cpu():
    """A cgroup with a quota; what to put before a command to be in it."""
    v1, v2 = pathlib.Path(QUOTA) / "cpu", pathlib.Path(QUOTA)
    group = (v1 if v1.is_dir() else v2) / "tandem_soak"
    group.mkdir()
    try:
        if v1.is_dir():
            (group / "cpu.cfs_period_us").write_text("100000")
            (group / "cpu.cfs_quota_us").write_text("50000")
        else:
            (group / "cpu.max").write_text("50000 100000")
        yield ["sh", "-c", f'echo $$ > {group}/cgroup.procs; exec "$@"', "sh"]
    finally:
        group.rmdir()


@contextlib.contextmanager
def machine_that_is(condition):
    """What to put before a command under this condition."""
    if condition == "load":
        stressor = subprocess.Popen(["stress-ng", "--quiet", "--cpu", "4"])
        try:
            yield []
        finally:
            stressor.terminate()
            stressor.wait()
    elif condition == "half-cpu":
        with half_a_cpu() as prefix:
            yield prefix
    else:
        yield {"idle": [], "one-cpu": ["taskset", "-c", "0"]}[condition]


def main():
    arguments = read_arguments()
    sums = collections.Counter()
    for condition in arguments.conditions.split(","):
        with machine_that_is(condition) as prefix:
            for name, command, judge, runs in subjects(
                    arguments.build, arguments.runs, arguments.other_runs):
                if not re.search(arguments.only, name):
                    continue
                counts = collections.Counter()
                for _ in range(runs):
                    ran = subprocess.run(prefix + command, text=True,
                                         stdout=subprocess.PIPE,
                                         stderr=subprocess.STDOUT,
                                         cwd=arguments.build)
                    verdict = judge(ran)
                    counts[verdict] += 1
                    if verdict == "wrong":
                        print(ran.stdout)
                print(f"{condition:8} {name:48} " + "  ".join(
                    f"{kind} {counts[kind]}" for kind in
                    ("right", "in part", "unjudged", "wrong")), flush=True)
                sums.update(counts)
    print(dict(sums))
    sys.exit(1 if sums["wrong"] else 0)


main()
