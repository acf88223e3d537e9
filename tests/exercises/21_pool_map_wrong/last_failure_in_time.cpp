// REJECTED BY: first_failure_in_order
// One place for what is thrown, and each failure overwrites it.
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
      last_ = *why;
    }
    right_map::put(place, std::move(came));
  }
  ints collect() override {
    if (last_) {
      std::rethrow_exception(last_);
    }
    return right_map::collect();
  }

 private:
  std::exception_ptr last_;
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}
