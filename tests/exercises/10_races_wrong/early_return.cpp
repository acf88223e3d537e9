// REJECTED BY: not_enough_money
// Unlocks at its end, and returns before that.
#include "tests/exercises/10_races_spoilt.hpp"

namespace {

class my_bank : public spoilt::bank {
 public:
  using spoilt::bank::bank;

  bool withdraw(std::size_t account, int amount) override {
    lock(account).lock();
    if (!take(account, amount)) {
      return false;
    }
    lock(account).unlock();
    return true;
  }
};

}  // namespace

std::unique_ptr<races::bank> races::make_bank(
    const std::vector<account>& accounts) {
  return std::make_unique<my_bank>(accounts);
}
