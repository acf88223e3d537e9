// REJECTED BY: submit_throws
// Goes on submitting though submit has thrown.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void refused(std::size_t place) override {
    put(place, std::current_exception());
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
