#!/usr/bin/env python3
"""Prints how many tests of a Meson testlog.json passed, failed, were skipped."""
import collections
import json
import sys

with open(sys.argv[1], encoding="utf-8") as log:
    seen = collections.Counter(json.loads(line)["result"] for line in log)
print(seen["OK"], sum(seen.values()) - seen["OK"] - seen["SKIP"], seen["SKIP"])
