// REJECTED BY: chunks
// Submits from the back, and turns the results round.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

using spoilt::ints;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void submit_all() override {
    const auto step = chunk_size();
    const auto chunks = spoilt::ceiling_of(items_.size(), step);
    for (auto i = chunks; i-- > 0 && !refused_;) {
      const auto begin = i * step;
      submit_one(cut(begin, begin + std::min(step, items_.size() - begin)));
    }
  }
  ints collect() override {
    std::ranges::reverse(came_);
    return right_map::collect();
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
