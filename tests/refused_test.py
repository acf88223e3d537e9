#!/usr/bin/env python3
"""What cannot be sent to another process is refused when compiling, with the
reason: refused_test.py COMPILER... -- FILE...

Each FILE begins with "// SAYS: " and the words that the compiler has to show in
the first of its errors: what comes after that is not read.
"""
import concurrent.futures
import os
import pathlib
import subprocess
import sys

split = sys.argv.index("--")
names = sys.argv[split + 1:]


def compiled(name):
    return subprocess.run([*sys.argv[1:split], "-fsyntax-only", name], text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


failed = 0
with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as compilers:
    for name, ran in zip(names, compilers.map(compiled, names)):
        words = pathlib.Path(name).read_text().splitlines()[0]
        words = words.removeprefix("// SAYS: ")
        errors = [line for line in ran.stdout.splitlines() if "error:" in line]
        right = ran.returncode != 0 and errors and words in errors[0]
        print("ok    " if right else "FAILED", pathlib.Path(name).name)
        if not right:
            failed += 1
            print(ran.stdout[:4000])
sys.exit(1 if failed else 0)
