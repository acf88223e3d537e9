"""Prints a compilation database in which a file that is compiled with and
without ThreadSanitizer stands once: without_races.py COMPILE_COMMANDS"""
import json
import sys

with open(sys.argv[1], encoding="utf-8") as database:
    units = json.load(database)
plain = {unit["file"] for unit in units if "-fsanitize=thread" not in unit["command"]}
json.dump([unit for unit in units if "-fsanitize=thread" not in unit["command"]
           or unit["file"] not in plain], sys.stdout)
