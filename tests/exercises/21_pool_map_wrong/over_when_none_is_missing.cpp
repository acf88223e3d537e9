// REJECTED BY: done_never_waits
// Takes it that all is over when nothing is missing for the first time: perhaps
// not all has been submitted by then.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

using spoilt::outcome;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void put(std::size_t place, outcome came) override {
    const std::lock_guard hold{lock_};
    came_[place] = std::move(came);
    over_ = over_ || right_map::is_over();
    changed_.notify_all();
  }
  bool is_over() override { return over_; }

 private:
  bool over_ = false;
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
