// REJECTED BY: in_order
// A worker waits until the chunks before its own are done, to keep the order.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

using spoilt::outcome;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void put(std::size_t place, outcome came) override {
    std::unique_lock hold{lock_};
    changed_.wait(hold, [&] {
      return std::all_of(came_.begin(),
                         came_.begin() + static_cast<std::ptrdiff_t>(place),
                         [](const auto& one) { return one.has_value(); });
    });
    came_[place] = std::move(came);
    changed_.notify_all();
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
