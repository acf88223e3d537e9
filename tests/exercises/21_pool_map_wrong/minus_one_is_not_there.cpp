// REJECTED BY: any_number
// Results are -1 until they are there, and so waits for those that are -1.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

using spoilt::ints;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  bool is_over() override {
    return std::ranges::all_of(came_, [](const auto& one) {
      return one && (!std::holds_alternative<ints>(*one) ||
                     std::ranges::count(std::get<ints>(*one), -1) == 0);
    });
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
