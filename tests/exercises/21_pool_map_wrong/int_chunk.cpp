// REJECTED BY: large_numbers
// The chunk size as an int: 2^32 + 1 becomes 1.
#include "tests/exercises/21_pool_map_spoilt.hpp"

#include <cstdint>

namespace {

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  std::size_t chunk_size() override {
    const auto step = static_cast<std::uint32_t>(right_map::chunk_size());
    return step == 0 ? items_.size() : step;
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
