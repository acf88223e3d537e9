// REJECTED BY: first_failure_in_order
// Throws what was thrown first, as Python does: another one in each run.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

using spoilt::ints;
using spoilt::outcome;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void put(std::size_t place, outcome came) override {
    if (const auto* why = std::get_if<std::exception_ptr>(&came)) {
      const std::lock_guard hold{lock_};
      if (!first_) {
        first_ = *why;
      }
    }
    right_map::put(place, std::move(came));
  }
  ints collect() override {
    if (first_) {
      std::rethrow_exception(first_);
    }
    return right_map::collect();
  }

 private:
  std::exception_ptr first_;
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
