// REJECTED BY: one_beside_another
// Counts what is missing for all calls together.
#include "tests/exercises/21_pool_map_spoilt.hpp"

#include <atomic>

namespace {

using spoilt::ints;
using spoilt::outcome;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void submit_one(ints chunk) override {
    ++missing();
    right_map::submit_one(std::move(chunk));
  }
  void put(std::size_t place, outcome came) override {
    const std::lock_guard hold{lock_};
    came_[place] = std::move(came);
    --missing();
    changed_.notify_all();
  }
  bool is_over() override { return missing() == 0; }

 private:
  static std::atomic<int>& missing() {
    static std::atomic<int> all{0};
    return all;
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
