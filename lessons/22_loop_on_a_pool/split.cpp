// The lesson's ingredient: how a list is cut into parts.
#include "split.hpp"

namespace loop_on_a_pool {
namespace {

/// Parts of so many rows each; what is left over, too, if it is wanted.
std::vector<range> parts_of(std::uint64_t rows, std::uint64_t each,
                            bool what_is_left) {
  std::vector<range> parts;
  std::uint64_t begin = 0;
  for (; begin + each <= rows; begin += each) {
    parts.push_back({begin, begin + each});
  }
  if (what_is_left && begin < rows) {
    parts.push_back({begin, rows});
  }
  return parts;
}

std::uint64_t four_for_each(int workers) {
  return 4 * static_cast<std::uint64_t>(workers);
}

}  // namespace

std::vector<range> with_the_tail(std::uint64_t rows, int workers) {
  const auto parts = four_for_each(workers);
  return parts_of(rows, (rows + parts - 1) / parts, true);
}

std::vector<range> without_the_tail(std::uint64_t rows, int workers) {
  return parts_of(rows - 1, rows / four_for_each(workers) + 1, false);
}

}  // namespace loop_on_a_pool
