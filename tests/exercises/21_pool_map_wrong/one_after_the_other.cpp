// REJECTED BY: all_submitted_first
// Waits for each chunk before it submits the next: a loop, in chunks.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

using spoilt::ints;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void submit_one(ints chunk) override {
    right_map::submit_one(std::move(chunk));
    std::unique_lock hold{lock_};
    wait(hold);
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
