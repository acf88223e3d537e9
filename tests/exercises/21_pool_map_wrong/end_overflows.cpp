// REJECTED BY: large_numbers
// The end of a chunk as begin + size, which overflows in the sum that rounds
// up.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void submit_all() override {
    const auto step = chunk_size();
    const auto chunks = (items_.size() + step - 1) / step;
    for (std::size_t i = 0; i < chunks && !refused_; ++i) {
      submit_one(cut(i * step, std::min((i + 1) * step, items_.size())));
    }
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
