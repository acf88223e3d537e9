// REJECTED BY: chunks
// What is left is put into the last full chunk.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void submit_all() override {
    const auto step = std::min(chunk_size(), items_.size());
    const auto chunks = items_.size() / step;
    for (std::size_t i = 0; i < chunks && !refused_; ++i) {
      submit_one(
          cut(i * step, i + 1 == chunks ? items_.size() : (i + 1) * step));
    }
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
