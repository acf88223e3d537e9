// REJECTED BY: failed_chunk
// What was thrown is kept for the calls to come.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

using spoilt::ints;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  ints collect() override {
    static std::exception_ptr failure;
    for (const auto& one : came_) {
      const auto* why = std::get_if<std::exception_ptr>(&one.value());
      if (why != nullptr && !failure) {
        failure = *why;
      }
    }
    if (failure) {
      std::rethrow_exception(failure);
    }
    return right_map::collect();
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
