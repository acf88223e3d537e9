// REJECTED BY: bytes
// A parcel for each row: the second list travels once, but each parcel costs
// some bytes of its own.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep, {second, {}, 0});
  return joined(workers.map(&find_in_kept, parts_of(first, 1)));
}
