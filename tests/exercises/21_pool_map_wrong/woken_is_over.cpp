// REJECTED BY: all_submitted_first
// Whoever is woken looks no more whether all are there.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

using spoilt::ints;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void wait(std::unique_lock<std::mutex>& hold) override {
    if (!is_over()) {
      changed_.wait(hold);
    }
  }
  ints collect() override {
    ints results;
    for (const auto& one : came_) {
      if (one) {
        take(*one, results);
      }
    }
    return results;
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
