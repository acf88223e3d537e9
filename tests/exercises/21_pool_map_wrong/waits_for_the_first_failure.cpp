// REJECTED BY: failed_chunk
// Ends as soon as a chunk has failed, though others are under way.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

using spoilt::ints;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  bool is_over() override { return has_failed() || right_map::is_over(); }
  ints collect() override {
    for (const auto& one : came_) {
      if (one && std::holds_alternative<std::exception_ptr>(*one)) {
        std::rethrow_exception(std::get<std::exception_ptr>(*one));
      }
    }
    return right_map::collect();
  }

 private:
  bool has_failed() {
    return std::ranges::any_of(came_, [](const auto& one) {
      return one && std::holds_alternative<std::exception_ptr>(*one);
    });
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
