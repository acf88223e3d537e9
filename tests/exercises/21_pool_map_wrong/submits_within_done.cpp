// REJECTED BY: all_submitted_first
// Each worker that is done submits a chunk more.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

using spoilt::outcome;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void submit_all() override { submit_next(); }
  void put(std::size_t place, outcome came) override {
    {
      const std::lock_guard hold{lock_};
      came_[place] = std::move(came);
    }
    submit_next();
    const std::lock_guard hold{lock_};
    changed_.notify_all();
  }

 private:
  void submit_next() {
    const auto begin = next_;
    if (begin < items_.size()) {
      next_ += std::min(chunk_size(), items_.size() - begin);
      submit_one(cut(begin, next_));
    }
  }
  std::size_t next_ = 0;
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
