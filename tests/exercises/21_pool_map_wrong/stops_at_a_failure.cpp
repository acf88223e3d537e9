// REJECTED BY: failed_chunk
// Submits nothing more once a chunk has failed.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

using spoilt::ints;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void submit_one(ints chunk) override {
    right_map::submit_one(std::move(chunk));
    const std::lock_guard hold{lock_};
    const auto& newest = came_.back();
    refused_ = refused_ ||
               (newest && std::holds_alternative<std::exception_ptr>(*newest));
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
