// REJECTED BY: errors
// Throws a copy of what it has caught, as a std::exception.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  try {
    return right(workers, first, second);
  } catch (const std::exception& error) {
    throw error;  // NOLINT: that is the mistake
  }
}
