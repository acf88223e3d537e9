// REJECTED BY: many_rows
// Positions up to 65 535.
#include <cstdint>

#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  auto all = right(workers, first, second);
  for (auto& one : all) {
    one = static_cast<std::uint16_t>(one);
  }
  return all;
}
