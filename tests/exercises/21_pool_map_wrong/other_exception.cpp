// REJECTED BY: refused
// Refuses a chunk of 0, by an exception that the contract does not name.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void refuse() override {
    if (chunk_ == 0) {
      throw std::length_error{"chunks of 0"};
    }
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
