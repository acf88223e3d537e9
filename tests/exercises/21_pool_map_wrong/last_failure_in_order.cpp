// REJECTED BY: first_failure_in_order
// The last failure in order overwrites those before.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

using spoilt::ints;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  ints collect() override {
    std::exception_ptr last;
    for (const auto& one : came_) {
      if (const auto* why = std::get_if<std::exception_ptr>(&one.value())) {
        last = *why;
      }
    }
    if (last) {
      std::rethrow_exception(last);
    }
    return right_map::collect();
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
