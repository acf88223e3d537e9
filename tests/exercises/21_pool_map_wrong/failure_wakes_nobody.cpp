// REJECTED BY: failed_chunk
// Notifies when results come, and not when a chunk has failed.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

using spoilt::outcome;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void put(std::size_t place, outcome came) override {
    const std::lock_guard hold{lock_};
    const bool failed = std::holds_alternative<std::exception_ptr>(came);
    came_[place] = std::move(came);
    if (!failed) {
      changed_.notify_all();
    }
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
