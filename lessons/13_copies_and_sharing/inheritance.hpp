#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace copies_and_sharing {

/// What it took to go through all pages once.
/// A page fault: the kernel had to step in, to make a page or to copy one.
struct walk {
  std::int64_t faults = 0;
  std::chrono::nanoseconds time{};
};

/// Memory that a forked worker has from its parent, page by page.
struct inheritance {
  std::int64_t pages = 0;
  std::uint64_t bytes = 0;  ///< that were sent for it: the calls themselves
  walk first;               ///< the parent writes: there are pages now
  walk reading;             ///< the worker reads what it has inherited
  walk writing;             ///< the worker writes a number into each page
  walk again;               ///< and another one
};

/// Fills so much memory, forks a worker, and has it read and write there.
/// Threads  the caller must be the only one.
inheritance measure_inheritance(std::size_t bytes);

}  // namespace copies_and_sharing
