// REJECTED BY: all_submitted_first
// Keeps four chunks for each worker under way, and submits the next when one of
// them is done.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

using spoilt::ints;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void submit_one(ints chunk) override {
    right_map::submit_one(std::move(chunk));
    std::unique_lock hold{lock_};
    changed_.wait(hold, [this] {
      const auto under_way = std::ranges::count_if(
          came_, [](const auto& one) { return !one.has_value(); });
      return static_cast<std::size_t>(under_way) < 4 * workers();
    });
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
