// REJECTED BY: large_numbers
// 4 x workers in ints: it overflows for a pool of 2^29 workers.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  std::size_t default_chunk() override {
    const auto chunks = static_cast<unsigned>(pool_.workers()) * 4U;
    return chunks == 0 ? items_.size()
                       : spoilt::ceiling_of(items_.size(), chunks);
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
