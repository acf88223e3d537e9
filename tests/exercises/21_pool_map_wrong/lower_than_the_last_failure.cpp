// REJECTED BY: first_failure_in_order
// Compares each failure with the one before it, not with the lowest so far.
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
      if (!kept_ || place < before_) {
        kept_ = *why;
      }
      before_ = place;
    }
    right_map::put(place, std::move(came));
  }
  ints collect() override {
    if (kept_) {
      std::rethrow_exception(kept_);
    }
    return right_map::collect();
  }

 private:
  std::exception_ptr kept_;
  std::size_t before_ = 0;
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
