// REJECTED BY: done_within_submit
// Stops before the chunk that reaches the end of the items.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void submit_all() override {
    const auto step = chunk_size();
    for (std::size_t begin = 0; begin + step < items_.size() && !refused_;
         begin += step) {
      submit_one(cut(begin, begin + step));
    }
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
