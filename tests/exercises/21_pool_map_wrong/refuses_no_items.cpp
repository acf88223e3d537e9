// REJECTED BY: chunks
// No items: takes the chunk of 0 that it works out for itself for a mistake.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void refuse() override {
    if (chunk_size() == 0) {
      throw std::invalid_argument{"chunks of 0"};
    }
  }
  std::size_t chunk_size() override {
    return std::min(right_map::chunk_size(), items_.size());
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
