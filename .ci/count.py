#!/usr/bin/env python3
"""Prints how many tests of a Meson testlog.json passed and were skipped, then
the names of those that failed, a line each."""
import json
import sys

with open(sys.argv[1], encoding="utf-8") as log:
    tests = [json.loads(line) for line in log]
passed = sum(test["result"] == "OK" for test in tests)
skipped = sum(test["result"] == "SKIP" for test in tests)
failed = [test["name"] for test in tests
          if test["result"] not in ("OK", "SKIP")]
print(passed, skipped)
for name in failed:
    print(name)
