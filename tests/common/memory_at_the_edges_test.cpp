// A store that is asked before main begins, and after it has ended.
#include <unistd.h>

#include <filesystem>
#include <string>

#include "common/caching/code_version.hpp"
#include "common/caching/memory.hpp"
#include "tests/catch.hpp"
#include "tests/common/scratch_folder.hpp"

namespace {

using tandem::memory;

int twice(int x) { return 2 * x; }
int thrice(int x) { return 3 * x; }

// As most would write what is a decorator in Python.
const tests::scratch_folder folder;
const memory store{folder.path()};
const auto kept_twice = store.cache<twice>();
const auto kept_thrice = store.cache<thrice>();

/// Asks when the other static objects of its thread are gone already.
struct asks_last {
  asks_last() = default;
  asks_last(const asks_last&) = delete;
  asks_last& operator=(const asks_last&) = delete;
  asks_last(asks_last&&) = delete;
  asks_last& operator=(asks_last&&) = delete;
  ~asks_last() {
    for (int i = 0; i < 20; ++i) {
      if (kept_twice(100 + i) != 2 * (100 + i)) {
        _exit(1);
      }
    }
  }
};
const asks_last asks;

// Known later than the functions that it tells of.
const tandem::source_table table{
    {std::source_location::current().file_name(), "4567"}};

}  // namespace

TEST_CASE("functions that are cached before main have a folder each") {
  CHECK(kept_twice(5) == 10);
  CHECK(kept_thrice(5) == 15);
  CHECK(exists(folder.path() / "twice"));
  CHECK(exists(folder.path() / "thrice"));
}

TEST_CASE("their version is told by a table that comes later") {
  CHECK(kept_twice(5) == 10);
  CHECK(tests::content_of(folder.path() / "twice" / "code_version.txt") ==
        "source 4567\n");
}
