// REJECTED BY: done_within_submit
// Where all chunks are full, one more follows with nothing in it.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void submit_all() override {
    const auto step = chunk_size();
    std::size_t begin = 0;
    for (; items_.size() - begin >= step && !refused_; begin += step) {
      submit_one(cut(begin, begin + step));
    }
    if (!refused_) {
      submit_one(cut(begin, items_.size()));
    }
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
