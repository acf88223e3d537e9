#!/usr/bin/env python3
"""Proves a check: must.py VERDICT SOURCE CHECK [ARGUMENTS...]

Runs the check, which is linked with the answer SOURCE, and demands VERDICT:
  accept       exit code 0
  not_started  exit code 77, and the check says "not started"
  reject       exit code 1, and the check names the reason that SOURCE declares
               in a line "// REJECTED BY: reason"; for a data race also those of
               its lines that end in "// races"
A right or wrong answer that the machine cannot judge now makes 77, and so does
one whose races ThreadSanitizer could not look for.
"""
import os
import re
import subprocess
import sys

CANNOT_BE_JUDGED = 77
RACES_OPEN = r"^  races     (not looked for|ThreadSanitizer could not)"


def fail(sentence, said):
    print(said, end="")
    print("NOT PROVEN:", sentence)
    sys.exit(1)


def main():
    verdict, source, check, *arguments = sys.argv[1:]
    run = subprocess.run([check, *arguments], stdout=subprocess.PIPE, text=True)
    said = run.stdout
    if verdict != "not_started" and run.returncode == CANNOT_BE_JUDGED:
        if "CANNOT BE JUDGED" in said:
            print(said, end="")
            sys.exit(CANNOT_BE_JUDGED)
    if run.returncode == 0 and re.search(RACES_OPEN, said, re.MULTILINE):
        print(said, end="")
        sys.exit(CANNOT_BE_JUDGED)
    if verdict == "accept":
        if run.returncode != 0:
            fail(f"{source} must be accepted, exit code {run.returncode}", said)
    elif verdict == "not_started":
        if run.returncode != CANNOT_BE_JUDGED or "not started" not in said:
            fail(f"{source} must be not started, exit {run.returncode}", said)
    elif verdict == "reject":
        text = open(source, encoding="utf-8").read()
        declared = re.search(r"^// REJECTED BY: (\S+)$", text, re.MULTILINE)
        reasons = re.findall(r"^\S+  WRONG: (\S+)$", said, re.MULTILINE)
        if not declared:
            fail(f'{source} declares no line "// REJECTED BY: reason"', said)
        if run.returncode != 1:
            fail(f"{source} must be rejected, exit code {run.returncode}", said)
        if reasons[-1:] != [declared[1]]:
            fail(f"{source} declares {declared[1]}, the check says {reasons}",
                 said)
        if declared[1] == "data_race":
            marked = {number for number, line in enumerate(text.split("\n"), 1)
                      if line.endswith("// races")}
            name = re.escape(os.path.basename(source))
            told = {int(line) for line in re.findall(name + r":(\d+)", said)}
            if marked and told != marked:
                fail(f"{source} races at lines {sorted(marked)}, the check "
                     f"names {sorted(told)}", said)
    else:
        fail(f"{verdict}? allowed: accept, not_started, reject", said)
    print(f"proven: {verdict} {source}")


main()
