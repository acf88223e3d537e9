// REJECTED BY: in_order
// Puts results behind each other as they come.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

using spoilt::ints;
using spoilt::outcome;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void put(std::size_t place, outcome came) override {
    {
      const std::lock_guard hold{lock_};
      order_.push_back(place);
    }
    right_map::put(place, std::move(came));
  }
  ints collect() override {
    ints results;
    for (const auto place : order_) {
      take(came_[place].value(), results);
    }
    return results;
  }

 private:
  std::vector<std::size_t> order_;
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
