// REJECTED BY: errors
// Throws an error of its own in place of what the pool throws.
#include <stdexcept>

#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  try {
    return right(workers, first, second);
  } catch (...) {
    throw std::runtime_error{"the pool has failed"};
  }
}
