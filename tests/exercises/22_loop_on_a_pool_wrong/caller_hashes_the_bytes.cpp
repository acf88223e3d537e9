// REJECTED BY: comparisons
// No worker has anything to do: the caller hashes the bytes of rows.
#include <string_view>
#include <unordered_set>

#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

namespace {

std::string_view bytes_of(const row& one) {
  return {reinterpret_cast<const char*>(&one), sizeof one};
}

}  // namespace

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  std::unordered_set<std::string_view> known;
  for (const auto& one : second) {
    known.insert(bytes_of(one));
  }
  positions found;
  for (std::size_t i = 0; i < first.size(); ++i) {
    if (known.contains(bytes_of(first[i]))) {
      found.push_back(i);
    }
  }
  static_cast<void>(workers);
  return found;
}
