// REJECTED BY: chunks
// What does not fill a chunk comes first, and not last.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void submit_all() override {
    const auto step = chunk_size();
    const auto rest = items_.size() % step;
    std::size_t end = rest == 0 ? std::min(step, items_.size()) : rest;
    for (std::size_t begin = 0; begin < items_.size() && !refused_;) {
      submit_one(cut(begin, end));
      begin = end;
      end += step;
    }
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
