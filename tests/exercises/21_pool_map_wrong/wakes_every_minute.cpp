// REJECTED BY: sleeps
// Wakes every minute, in case a worker has died.
#include "tests/exercises/21_pool_map_spoilt.hpp"

#include <chrono>

namespace {

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void wait(std::unique_lock<std::mutex>& hold) override {
    while (!changed_.wait_for(hold, std::chrono::minutes{1},
                              [this] { return is_over(); })) {
    }
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
