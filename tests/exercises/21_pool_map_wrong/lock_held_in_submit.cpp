// REJECTED BY: done_within_submit
// Submits with its lock held, which `done` wants, too.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

using spoilt::ints;
using spoilt::outcome;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void submit_one(ints chunk) override {
    const std::lock_guard hold{lock_};
    const auto place = came_.size();
    came_.emplace_back();
    pool_.submit(std::move(chunk),
                 [self = shared_from_this(), this, place](outcome came) {
                   put(place, std::move(came));
                 });
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
