"""Prints what clang-tidy is to look at: lint_units.py BUILD OUT <FILES

Most of its time goes to headers, so files that share them are one unit: those of
a lesson, and a lesson's test with the exercise's check. The units, which hold the
text of their files, and their compilation database are written to OUT. A file
that is compiled with and without ThreadSanitizer stands there once.
"""
import json
import os
import pathlib
import re
import shutil
import sys

build, out = (pathlib.Path(argument) for argument in sys.argv[1:])
files = sys.stdin.read().split()

commands = {}
for unit in json.loads((build / "compile_commands.json").read_text()):
    name = os.path.relpath(os.path.join(unit["directory"], unit["file"]))
    if name not in commands or "-fsanitize=thread" not in unit["command"]:
        commands[name] = unit


def unit_of(name):
    """The unit that a file is part of, or itself."""
    lesson = re.match(r"lessons/(\d\d_\w+)/", name)
    if lesson:
        return f"{lesson[1]}.cpp"
    tested = re.match(r"tests/(?:lessons|exercises)/(\d\d_\w+)_(?:test|check)\.cpp", name)
    return f"tests/{tested[1]}.cpp" if tested else name


parts = {}
for name in files:
    parts.setdefault(unit_of(name), []).append(name)

(out / "tests").mkdir(parents=True, exist_ok=True)
shutil.copy("tests/.clang-tidy", out / "tests")
database = []
for unit, names in parts.items():
    known = [commands[name] for name in names if name in commands]
    if unit in names:  # a file of its own
        database += known
        print(unit)
        continue
    # To include them would not do: the analyzer passes over what is included.
    (out / unit).write_text("".join(
        f"// {name}\n{pathlib.Path(name).read_text()}" for name in names))
    flags = {flag: None for each in known
             for flag in re.findall(r" (-[ID]\S+)", each["command"])}
    database.append({
        "directory": known[0]["directory"],
        "file": os.path.abspath(out / unit),
        # No -Wshadow: one file may use a name that another has for its own.
        "command": f"c++ {' '.join(flags)} -std=c++20 -O2 -Wall -Wextra -Wpedantic "
                   f"-Wconversion -c {os.path.abspath(out / unit)}"})
    print(out / unit)
(out / "compile_commands.json").write_text(json.dumps(database))
