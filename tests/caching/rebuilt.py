"""Edits a small program, builds it again with Meson, runs it, and looks which
of its kept results are still there: rebuilt.py TREE LIBCOMMON"""
import pathlib
import subprocess
import sys
import tempfile

TREE, LIBRARY = (pathlib.Path(one).resolve() for one in sys.argv[1:])

PROJECT = f"""project('kept', 'cpp', default_options: ['cpp_std=c++20'])
table = custom_target('sources.cpp', input: 'fit.cpp', output: 'sources.cpp',
  command: [find_program('python3'), '{TREE}/common/caching/source_table.py',
            '@INPUT@'],
  capture: true)
needs = [dependency('boost', modules: ['json', 'serialization']),
         dependency('fmt'), dependency('libxxhash'), dependency('threads')]
objects = static_library('fit', 'fit.cpp', cpp_args: '-I{TREE}',
  dependencies: needs)
foreach name, more : {{'with_table': [table], 'without': []}}
  executable(name, 'main.cpp', more, cpp_args: '-I{TREE}', link_with: objects,
    link_args: '{LIBRARY}', dependencies: needs)
endforeach
"""

FIT = """#include <cstdio>
#include "common/caching/memory.hpp"
namespace {
int helper(int x) { return x + 1; }
int fit(int x) { return 10 * helper(x); }
int tagged(int x) { return helper(x); }
}
void run(const char* folder) {
  const tandem::memory store{folder};
  const auto own = store.cache<fit>();
  const auto by_tag = store.cache<tagged>({.version = "1"});
  std::printf("%d", own.check_call_in_cache(1) ? 1 : 0);
  std::printf(" %d", own(1));
  std::printf(" %d", by_tag.check_call_in_cache(1) ? 1 : 0);
  std::printf(" %d\\n", by_tag(1));
}
"""

MAIN = """void run(const char* folder);
int main(int, char** argv) { run(argv[1]); }
"""

errors = []


def look(folder, what, expected, program="with_table"):
    """Was fit(1) kept, fit(1), was tagged(1) kept, tagged(1)?"""
    built = subprocess.run(["ninja", "-C", folder / "build"], check=False,
                           capture_output=True, text=True)
    if built.returncode != 0:
        sys.exit(f"{what}: it cannot be built\n{built.stdout}")
    seen = subprocess.run(
        [folder / "build" / program, folder / f"cache_{program}"], check=True,
        capture_output=True, text=True).stdout.strip()
    print(f"{what}: {seen}")
    if seen != expected:
        errors.append(f"{what}: expected {expected}, saw {seen}")


def edit(path, old, new):
    before = path.read_text()
    assert old in before
    path.write_text(before.replace(old, new))


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    main, fit = folder / "main.cpp", folder / "fit.cpp"
    (folder / "meson.build").write_text(PROJECT)
    main.write_text(MAIN)
    fit.write_text(FIT)
    subprocess.run(["meson", "setup", folder / "build", folder], check=True,
                   stdout=subprocess.DEVNULL)
    look(folder, "at first", "0 20 0 2")
    look(folder, "again", "1 20 1 2")
    look(folder, "at first, no table", "0 20 0 2", "without")
    look(folder, "again, no table", "1 20 1 2", "without")
    fit.touch()
    subprocess.run(["ninja", "-C", folder / "build", "-t", "clean"], check=True,
                   stdout=subprocess.DEVNULL)
    look(folder, "all built again, nothing edited", "1 20 1 2")
    look(folder, "the same, no table", "1 20 1 2", "without")
    edit(main, "{ run(argv[1]); }", "{ run(argv[1]); return 0 * argv[0][0]; }")
    look(folder, "another file edited", "1 20 1 2")
    look(folder, "the same, no table", "0 20 1 2", "without")
    edit(fit, "10 *", "100 *")
    look(folder, "the body edited", "0 200 1 2")
    left = list((folder / "cache_with_table" / "fit").glob("*/output.bin"))
    if len(left) != 1:
        errors.append(f"{len(left)} results are there, not just the new one")
    edit(fit, "x + 1", "x + 2")
    look(folder, "a helper in the same file edited", "0 300 1 2")
    look(folder, "nothing edited", "1 300 1 2")

for error in errors:
    print(error)
sys.exit(1 if errors else 0)
