// REJECTED BY: shared_out
// Parts of first.size() / workers rows: 0 where there are fewer rows than
// workers, and then it makes parts for ever.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep, {second, {}, 0});
  return joined(workers.map(&find_in_kept,
                            parts_of(first, first.size() / count_of(workers))));
}
