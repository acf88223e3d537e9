// REJECTED BY: chunks
// As many chunks as there should be, but of nearly the same size each.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void submit_all() override {
    const auto chunks = spoilt::ceiling_of(items_.size(), chunk_size());
    std::size_t begin = 0;
    for (std::size_t i = 0; i < chunks && !refused_; ++i) {
      const auto end = begin + (items_.size() - begin) / (chunks - i);
      submit_one(cut(begin, end));
      begin = end;
    }
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
