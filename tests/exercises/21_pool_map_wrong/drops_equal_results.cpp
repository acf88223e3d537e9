// REJECTED BY: any_number
// A result that is there already is not put there again.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

using spoilt::ints;
using spoilt::outcome;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void take(const outcome& came, ints& results) override {
    ints its;
    right_map::take(came, its);
    for (const auto one : its) {
      if (std::ranges::count(results, one) == 0) {
        results.push_back(one);
      }
    }
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
