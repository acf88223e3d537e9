// REJECTED BY: chunks
// Chunk i has item i, i + chunks, i + 2 chunks ...: results of others.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

using spoilt::ints;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void submit_all() override {
    const auto chunks = spoilt::ceiling_of(items_.size(), chunk_size());
    for (std::size_t i = 0; i < chunks && !refused_; ++i) {
      ints chunk;
      for (auto j = i; j < items_.size(); j += chunks) {
        chunk.push_back(items_[j]);
      }
      submit_one(std::move(chunk));
    }
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
