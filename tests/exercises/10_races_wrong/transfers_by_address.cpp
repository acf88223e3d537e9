// REJECTED BY: lock_order
// Transfers lock by address, the total by number.
#include "tests/exercises/10_races_spoilt.hpp"

#include <functional>
#include <utility>

namespace {

class my_bank : public spoilt::bank {
 public:
  using spoilt::bank::bank;

  bool transfer(std::size_t from, std::size_t to, int amount) override {
    if (from == to) {
      return balance(from) >= amount;
    }
    auto* first = &lock(from);
    auto* second = &lock(to);
    if (std::less<>{}(second, first)) {
      std::swap(first, second);
    }
    const spoilt::guard hold_first{*first};
    const spoilt::guard hold_second{*second};
    return move(from, to, amount);
  }
};

}  // namespace

std::unique_ptr<races::bank> races::make_bank(
    const std::vector<account>& accounts) {
  return std::make_unique<my_bank>(accounts);
}
