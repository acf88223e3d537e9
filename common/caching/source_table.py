"""Writes a C++ file that tells a program which source files it is made of, and
a hash of each. The names are those that the compiler gets:
    source_table.py SOURCE... > table.cpp"""
import hashlib
import sys

print('#include "common/caching/code_version.hpp"\n')
print("static const tandem::source_table table{")
for path in sys.argv[1:]:
    with open(path, "rb") as source:
        digest = hashlib.sha256(source.read()).hexdigest()[:32]
    name = path.replace("\\", "\\\\").replace('"', '\\"')
    print(f'    {{"{name}", "{digest}"}},')
print("};")
