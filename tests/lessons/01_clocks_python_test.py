#!/usr/bin/env python3
"""Lesson 01's table says the same as CPython on this machine, field by field:
01_clocks_python_test.py PROGRAM"""
import json
import re
import subprocess
import sys
import time

shown = json.loads(subprocess.run([sys.argv[1], "--quick", "--json"],
                                  stdout=subprocess.PIPE).stdout)
promises = {row["clock"]: row for row in shown["evidence"]["promises"]}
names = {row["clock"]: row["Python"] for row in shown["evidence"]["names"]}
compared = 0
wrong = 0
for python_name in ("time", "monotonic", "perf_counter", "process_time",
                    "thread_time"):
    info = time.get_clock_info(python_name)
    ours = [clock for clock, called in names.items()
            if f"{python_name}()" in re.split(r",\s*", called)]
    implementation = [f"clock_gettime({clock})" for clock in ours]
    fields = {
        "implementation": (implementation, [info.implementation]),
        "adjustable": (promises[ours[0]]["adjustable"], info.adjustable),
        "monotonic": (promises[ours[0]]["monotonic"], info.monotonic),
        "resolution": (promises[ours[0]]["declared ns"],
                       round(info.resolution * 1e9)),
    } if ours else {"name": (None, python_name)}
    for field, (said, expected) in fields.items():
        compared += 1
        if said != expected:
            wrong += 1
            print(f"{python_name}: {field} is {said}, CPython says {expected}")
print(f"{compared} fields compared, {wrong} differ")
sys.exit(0 if compared == 20 and wrong == 0 else 1)
