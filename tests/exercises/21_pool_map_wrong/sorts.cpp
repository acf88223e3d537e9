// REJECTED BY: any_number
// Puts the results in order by sorting them.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

using spoilt::ints;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  ints collect() override {
    auto results = right_map::collect();
    std::ranges::sort(results);
    return results;
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
