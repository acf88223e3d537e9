// REJECTED BY: failed_chunk
// Submits a failed chunk once more: perhaps it was bad luck.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

using spoilt::ints;
using spoilt::outcome;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  ints collect() override {
    for (const auto& one : came_) {
      if (std::holds_alternative<std::exception_ptr>(*one)) {
        pool_.submit(cut(0, std::min(chunk_size(), items_.size())),
                     [](const outcome&) {});
      }
    }
    return right_map::collect();
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
