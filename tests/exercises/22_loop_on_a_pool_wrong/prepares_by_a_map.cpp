// REJECTED BY: whoever_is_free
// Sends the second list as a parcel for each worker: one may take two of them,
// and another none.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

namespace {

positions keep_it(const parcel& sent) {
  keep(sent);
  return {};
}

}  // namespace

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.map(&keep_it,
              std::vector<parcel>(count_of(workers), {second, {}, 0}));
  return joined(workers.map(&find_in_kept, in_parts(first, count_of(workers))));
}
