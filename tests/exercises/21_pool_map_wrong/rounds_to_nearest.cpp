// REJECTED BY: default_chunk
// n / (4 x workers) is rounded to the nearest number.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  std::size_t default_chunk() override {
    const auto chunks = 4 * workers();
    return std::max<std::size_t>(1, (items_.size() + chunks / 2) / chunks);
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
