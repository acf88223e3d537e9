// REJECTED BY: shared_out
// As many parts as this machine has cores, and not as the pool has workers.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep, {second, {}, 0});
  return joined(workers.map(
      &find_in_kept,
      in_parts(first, std::min(count_of(workers), std::size_t{8}))));
}
