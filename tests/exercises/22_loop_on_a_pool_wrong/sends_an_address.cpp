// REJECTED BY: example
// Sends where the second list lies, which is in another process.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

namespace {

const rows* there = nullptr;
void keep_address(const parcel& sent) {
  there = reinterpret_cast<const rows*>(sent.number);
}
positions find_there(const parcel& part) { return found_in(*there, part); }

}  // namespace

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep_address,
                     {{}, {}, reinterpret_cast<std::size_t>(&second)});
  return joined(workers.map(&find_there, in_parts(first, count_of(workers))));
}
