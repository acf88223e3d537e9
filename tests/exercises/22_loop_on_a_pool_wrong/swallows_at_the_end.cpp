// REJECTED BY: errors
// Frees the list at the end; that this has failed, nobody is told.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  auto all = right(workers, first, second);
  try {
    workers.initialize(&keep, {});
  } catch (...) {  // NOLINT: that is the mistake
  }
  return all;
}
