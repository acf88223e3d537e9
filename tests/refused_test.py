#!/usr/bin/env python3
"""What cannot be sent to another process is refused when compiling, with the
reason: refused_test.py COMPILER... -- FILE...

Each FILE begins with "// SAYS: " and the words that the compiler has to show.
"""
import pathlib
import subprocess
import sys

split = sys.argv.index("--")
failed = 0
for name in sys.argv[split + 1:]:
    words = pathlib.Path(name).read_text().splitlines()[0]
    words = words.removeprefix("// SAYS: ")
    ran = subprocess.run([*sys.argv[1:split], "-fsyntax-only", name], text=True,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    right = ran.returncode != 0 and words in ran.stdout
    print("ok    " if right else "FAILED", pathlib.Path(name).name)
    if not right:
        failed += 1
        print(ran.stdout[:4000])
sys.exit(1 if failed else 0)
