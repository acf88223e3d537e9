// REJECTED BY: chunks
// Refuses a chunk of more than there are items.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void refuse() override {
    right_map::refuse();
    if (chunk_ && *chunk_ > items_.size()) {
      throw std::invalid_argument{"a chunk of more than all"};
    }
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
