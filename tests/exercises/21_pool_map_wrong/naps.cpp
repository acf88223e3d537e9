// REJECTED BY: sleeps
// Looks every now and then.
#include "tests/exercises/21_pool_map_spoilt.hpp"

#include <chrono>
#include <thread>

namespace {

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void wait(std::unique_lock<std::mutex>& hold) override {
    while (!is_over()) {
      hold.unlock();
      std::this_thread::sleep_for(std::chrono::milliseconds{1});
      hold.lock();
    }
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
