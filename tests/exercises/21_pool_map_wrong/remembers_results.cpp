// REJECTED BY: chunks
// Keeps the results of a call for the next one.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

using spoilt::ints;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  ints collect() override {
    static ints kept;
    auto results = right_map::collect();
    if (kept.size() < results.size()) {
      kept = std::move(results);
    }
    return {kept.begin(),
            kept.begin() + static_cast<std::ptrdiff_t>(items_.size())};
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
