// REJECTED BY: default_chunk
// Forgets the workers: four chunks, whoever is there.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  std::size_t default_chunk() override {
    return spoilt::ceiling_of(items_.size(), 4);
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
