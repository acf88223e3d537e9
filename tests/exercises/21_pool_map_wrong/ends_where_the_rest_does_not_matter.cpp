// REJECTED BY: failed_chunk
// Ends when the first failure in order is known: later chunks cannot change
// what is thrown, but they are under way.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  bool is_over() override {
    for (const auto& one : came_) {
      if (!one) {
        return false;
      }
      if (std::holds_alternative<std::exception_ptr>(*one)) {
        return true;
      }
    }
    return true;
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
