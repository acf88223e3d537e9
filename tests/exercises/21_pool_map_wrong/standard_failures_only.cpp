// REJECTED BY: failed_chunk
// Knows std::exception only: what else is thrown is lost.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

using spoilt::ints;
using spoilt::outcome;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void take(const outcome& came, ints& results) override {
    try {
      right_map::take(came, results);
    } catch (const std::exception&) {
      throw;
    } catch (...) {
      throw std::runtime_error{"unknown"};
    }
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
