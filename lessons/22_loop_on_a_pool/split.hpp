#pragma once

#include <cstdint>
#include <vector>

namespace loop_on_a_pool {

/// A part of a list: from `begin` to before `end`.
struct range {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

/// The lesson's ingredient: cuts so many rows into parts for so many workers.
using splitter = std::vector<range> (*)(std::uint64_t rows, int workers);
/// As Pool.map does: each part has rows / (4 workers) rows, rounded up, and the
/// last one has what is left.
std::vector<range> with_the_tail(std::uint64_t rows, int workers);
/// Goes on as long as there are rows for a whole part, and one more.
std::vector<range> without_the_tail(std::uint64_t rows, int workers);

}  // namespace loop_on_a_pool
