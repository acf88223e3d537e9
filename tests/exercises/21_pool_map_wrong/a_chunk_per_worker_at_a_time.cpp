// REJECTED BY: all_submitted_first
// Submits as many chunks as there are workers, and then waits for these.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

using spoilt::ints;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void submit_one(ints chunk) override {
    right_map::submit_one(std::move(chunk));
    std::unique_lock hold{lock_};
    if (came_.size() % workers() == 0) {
      wait(hold);
    }
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
