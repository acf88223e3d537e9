// REJECTED BY: done_never_waits
// Submits with its lock held: a recursive one, which the thread that submits
// may take once more, and no other.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

using spoilt::ints;
using spoilt::outcome;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void submit_one(ints chunk) override {
    const std::lock_guard hold{submitting_};
    right_map::submit_one(std::move(chunk));
  }
  void put(std::size_t place, outcome came) override {
    const std::lock_guard hold{submitting_};
    right_map::put(place, std::move(came));
  }

 private:
  std::recursive_mutex submitting_;
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
