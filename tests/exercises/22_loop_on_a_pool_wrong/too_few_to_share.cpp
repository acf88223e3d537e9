// REJECTED BY: every_length
// Where there are fewer rows than workers, it looks for none.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  if (first.size() < count_of(workers)) {
    return {};
  }
  return right(workers, first, second);
}
