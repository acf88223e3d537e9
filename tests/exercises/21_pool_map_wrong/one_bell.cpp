// REJECTED BY: one_beside_another
// One lock and one condition for all calls, and notify_one: it may wake another
// call, and this one sleeps on.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

using spoilt::outcome;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void put(std::size_t place, outcome came) override {
    const std::lock_guard hold{bell_lock()};
    came_[place] = std::move(came);
    bell().notify_one();
  }
  void wait(std::unique_lock<std::mutex>& hold) override {
    hold.unlock();
    std::unique_lock inside{bell_lock()};
    bell().wait(inside, [this] { return is_over(); });
  }

 private:
  static std::mutex& bell_lock() {
    static std::mutex one;
    return one;
  }
  static std::condition_variable& bell() {
    static std::condition_variable one;
    return one;
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
