// REJECTED BY: comparisons
// Hashes the bytes of rows, which can be copied and compared, and nothing else.
#include <string_view>
#include <unordered_set>

#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

namespace {

std::string_view bytes_of(const row& one) {
  return {reinterpret_cast<const char*>(&one), sizeof one};
}

std::unordered_set<std::string_view> known;

void keep_bytes(const parcel& sent) {
  known.clear();
  keep(sent);
  for (const auto& one : kept) {
    known.insert(bytes_of(one));
  }
}

positions find_bytes(const parcel& part) {
  positions found;
  for (std::size_t i = 0; i < part.some.size(); ++i) {
    if (known.contains(bytes_of(part.some[i]))) {
      found.push_back(part.number + i);
    }
  }
  return found;
}

}  // namespace

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  workers.initialize(&keep_bytes, {second, {}, 0});
  return joined(workers.map(&find_bytes, in_parts(first, count_of(workers))));
}
