// REJECTED BY: one_within_another
// One lock for all calls while they submit: submit may call map for another
// pool.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void submit_all() override {
    static std::mutex one_at_a_time;
    const std::lock_guard hold{one_at_a_time};
    right_map::submit_all();
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
