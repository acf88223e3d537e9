// REJECTED BY: chunks
// As many chunks as are full: what is left is lost.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void submit_all() override {
    const auto step = chunk_size();
    for (std::size_t i = 0; i < items_.size() / step && !refused_; ++i) {
      submit_one(cut(i * step, (i + 1) * step));
    }
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
