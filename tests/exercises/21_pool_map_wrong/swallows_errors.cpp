// REJECTED BY: failed_chunk
// A failed chunk has no results, and nobody hears why.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

using spoilt::ints;
using spoilt::outcome;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void take(const outcome& came, ints& results) override {
    if (std::holds_alternative<ints>(came)) {
      right_map::take(came, results);
    }
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
