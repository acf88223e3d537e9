// REJECTED BY: lock_order
// Tries the second lock again and again, and keeps the first one meanwhile.
#include "tests/exercises/10_races_spoilt.hpp"

#include <thread>

namespace {

class my_bank : public spoilt::bank {
 public:
  using spoilt::bank::bank;

  bool transfer(std::size_t from, std::size_t to, int amount) override {
    if (from == to) {
      return balance(from) >= amount;
    }
    const spoilt::guard hold_from{lock(from)};
    while (!lock(to).try_lock()) {
      std::this_thread::yield();
    }
    const spoilt::guard hold_to{lock(to), std::adopt_lock};
    return move(from, to, amount);
  }
};

}  // namespace

std::unique_ptr<races::bank> races::make_bank(
    const std::vector<account>& accounts) {
  return std::make_unique<my_bank>(accounts);
}
