#pragma once

#include <unistd.h>

#include <array>
#include <cstdlib>

namespace tests {

/// Reads from a pipe into which nobody writes: asleep until it is killed.
[[noreturn]] inline void wait_for_ever() {
  std::array<int, 2> ends{};
  char nothing = 0;
  if (pipe(ends.data()) == 0) {
    while (read(ends[0], &nothing, 1) != 0) {
    }
  }
  std::abort();
}

}  // namespace tests
