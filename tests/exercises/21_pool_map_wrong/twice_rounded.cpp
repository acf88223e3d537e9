// REJECTED BY: default_chunk
// Rounds up twice: n / workers, and then that by four.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  std::size_t default_chunk() override {
    return spoilt::ceiling_of(items_.size(), workers()) / 4 + 1;
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
