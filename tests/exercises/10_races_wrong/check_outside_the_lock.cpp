// REJECTED BY: the_last_money
// Looks whether there is enough before it has the lock.
#include "tests/exercises/10_races_spoilt.hpp"

namespace {

class my_bank : public spoilt::bank {
 public:
  using spoilt::bank::bank;

  bool withdraw(std::size_t account, int amount) override {
    if (balance(account) < amount) {
      return false;
    }
    const spoilt::guard hold{lock(account)};
    add(account, -amount);
    return true;
  }
};

}  // namespace

std::unique_ptr<races::bank> races::make_bank(
    const std::vector<account>& accounts) {
  return std::make_unique<my_bank>(accounts);
}
