// REJECTED BY: done_within_submit
// Submits in a thread of its own.
#include "tests/exercises/21_pool_map_spoilt.hpp"

#include <thread>

namespace {

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void submit_all() override {
    std::thread{[this] { right_map::submit_all(); }}.join();
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
