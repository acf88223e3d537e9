// REJECTED BY: in_order
// Waits for the last chunk, and takes it that the others are done.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

using spoilt::ints;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  bool is_over() override { return came_.back().has_value(); }
  ints collect() override {
    ints results;
    for (const auto& one : came_) {
      if (one) {
        take(*one, results);
      }
    }
    return results;
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
