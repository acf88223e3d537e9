// REJECTED BY: one_beside_another
// One lock for all calls: a second one waits until the first is over.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

using spoilt::ints;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 public:
  ints run() override {
    static std::mutex one_at_a_time;
    const std::lock_guard hold{one_at_a_time};
    return right_map::run();
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
