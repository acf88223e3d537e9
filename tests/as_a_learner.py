#!/usr/bin/env python3
"""Goes the way of a learner with Meson's own commands, in a copy of the tree:
as_a_learner.py TREE [--all]

Some exercises (--all: every one) are tried: an untouched stub is skipped, in
one line; a wrong answer (--all: every one) fails, and its reason reaches the
terminal; our solution is OK. An answer that does not compile shows the
compiler's words and does not keep the others from being checked; the course
configures without solutions/; a curriculum with a hole in it does not.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

TREE = pathlib.Path(sys.argv[1]).resolve()
ALL = "--all" in sys.argv
HOW_MANY_WRONG = None if ALL else 1
# The first one, one whose races are judged, and one that starts processes.
SOME = ("00_", "05_", "13_")
failures = 0


def expect(right, sentence, shown):
    global failures
    if not right and "CANNOT BE JUDGED" in shown:
        print("not judged", sentence, flush=True)
        return
    print("ok  " if right else "FAILED", sentence, flush=True)
    if not right:
        failures += 1
        print(shown)


def meson(tree, *arguments):
    environment = {name: value for name, value in os.environ.items()
                   if not name.startswith("MESON")}
    ran = subprocess.run(["meson", *arguments], cwd=tree, text=True,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                         env=environment)
    return ran.returncode, ran.stdout


def lines_of(said, name):
    return [line for line in said.splitlines() if line.startswith(name + "  ")]


def try_exercise(tree, name):
    answer = tree / "exercises" / name / "answer.cpp"
    code, said = meson(tree, "test", "-C", "build", name)
    expect(code == 0 and re.search(r"Skipped:\s+1\b", said),
           f"{name}: the stub is skipped", said)
    expect(len(lines_of(said, name)) == 1 and "not started" in said,
           f"{name}: in one line", said)
    wrong_answers = sorted((TREE / "tests/exercises" / f"{name}_wrong").iterdir())
    for wrong in wrong_answers[:HOW_MANY_WRONG]:
        reason = re.search(r"REJECTED BY: (\S+)", wrong.read_text())[1]
        shutil.copy(wrong, answer)
        code, said = meson(tree, "test", "-C", "build", name)
        expect(code == 1 and re.search(r"Fail:\s+1\b", said)
               and lines_of(said, name) == [f"{name}  WRONG: {reason}"]
               and f"  edit      exercises/{name}/answer.cpp" in said,
               f"{name}: {wrong.stem} fails, by {reason}", said)
    shutil.copy(tree / "solutions" / name / "answer.cpp", answer)
    code, said = meson(tree, "test", "-C", "build", name)
    expect(code == 0 and re.search(r"Ok:\s+1\b", said) and "RIGHT" in said,
           f"{name}: the solution is OK", said)


def main():
    names = sorted(path.name for path in (TREE / "exercises").glob("[0-9]*"))
    with tempfile.TemporaryDirectory(prefix="tandem_learner_") as folder:
        tree = pathlib.Path(folder) / "tandem"
        shutil.copytree(TREE, tree, ignore=shutil.ignore_patterns(
            "build", "build-*", ".git", "answer*.cpp", "compile_commands.json"))
        shutil.copytree(TREE / "solutions", tree / "solutions",
                        dirs_exist_ok=True)
        code, said = meson(tree, "setup", "build")
        expect(code == 0, "it configures", said)
        expect((tree / "compile_commands.json").exists(),
               "editors find compile_commands.json", "")
        for name in names:
            if ALL or name.startswith(SOME):
                try_exercise(tree, name)

        broken, other = names[1], names[0]
        (tree / "exercises" / broken / "answer.cpp").write_text("not C++\n")
        code, said = meson(tree, "test", "-C", "build", broken)
        expect(code != 0 and "answer.cpp:1:1: error" in said,
               f"{broken}: the compiler's own words are shown", said)
        code, said = meson(tree, "test", "-C", "build", other)
        expect(code == 0, f"{other} can still be checked", said)

        shutil.rmtree(tree / "solutions")
        code, said = meson(tree, "setup", "without_solutions")
        expect(code == 0, "it configures without solutions/", said)
        os.remove(tree / "exercises" / other / "hints.md")
        code, said = meson(tree, "setup", "with_a_hole")
        expect(code != 0 and f"exercises/{other}/hints.md" in said,
               "it does not configure without hints, and says so", said)
    sys.exit(1 if failures else 0)


main()
