#!/usr/bin/env python3
"""Counts verdicts over many runs: proof that they do not flicker.

soak.py BUILD [--runs N] [--other-runs N] [--conditions idle,load,one-cpu]

BUILD is a build folder configured with -Dmaintainer=true. Under each condition
every lesson runs N times, as it is and with --break, and so does the check of
every solution; the other answers run fewer times. Under `load` the program
stress-ng computes on four threads beside it. Prints, for each subject and
condition, how many verdicts were right, could not be judged, or were wrong.
Exits 1 if a single verdict was wrong.
"""
import argparse
import contextlib
import json
import pathlib
import subprocess
import sys

CANNOT_BE_JUDGED = 77


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--other-runs", type=int, default=10)
    parser.add_argument("--conditions", default="idle,load,one-cpu")
    return parser.parse_args()


def subjects(build, runs, other_runs):
    """(name, command, exit code of the right verdict, how many runs)"""
    listed = json.loads(subprocess.run(
        ["meson", "introspect", "--tests", str(build)],
        check=True, stdout=subprocess.PIPE).stdout)
    for test in listed:
        if test["name"].startswith("program_"):
            program = test["cmd"][-1]
            name = test["name"].removeprefix("program_")
            yield name, [program], 0, runs
            yield f"{name} --break", [program, "--break"], 1, runs
        elif "tandem:maintainer" in test["suite"] and (
                test["name"] != "as_a_learner"):
            is_solution = test["name"].endswith("_solution")
            yield test["name"], test["cmd"], 0, (runs if is_solution
                                                 else other_runs)


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
    else:
        yield {"idle": [], "one-cpu": ["taskset", "-c", "0"]}[condition]


def main():
    arguments = read_arguments()
    all_right = all_wrong = all_unjudged = 0
    for condition in arguments.conditions.split(","):
        with machine_that_is(condition) as prefix:
            for name, command, expected, runs in subjects(
                    arguments.build, arguments.runs, arguments.other_runs):
                right = unjudged = 0
                for _ in range(runs):
                    ran = subprocess.run(prefix + command, text=True,
                                         stdout=subprocess.PIPE,
                                         stderr=subprocess.STDOUT,
                                         cwd=arguments.build)
                    if ran.returncode == expected:
                        right += 1
                    elif ran.returncode == CANNOT_BE_JUDGED:
                        unjudged += 1
                    else:
                        print(ran.stdout)
                wrong = runs - right - unjudged
                print(f"{condition:8} {name:44} right {right:4}  "
                      f"cannot be judged {unjudged:3}  wrong {wrong:3}",
                      flush=True)
                all_right += right
                all_unjudged += unjudged
                all_wrong += wrong
    print(f"right {all_right}, cannot be judged {all_unjudged}, "
          f"wrong {all_wrong}")
    sys.exit(1 if all_wrong else 0)


main()
