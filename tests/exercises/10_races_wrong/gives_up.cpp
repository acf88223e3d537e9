// REJECTED BY: two_withdrawals
// Tries the lock once; is it taken, there is no money.
#include "tests/exercises/10_races_spoilt.hpp"

namespace {

class my_bank : public spoilt::bank {
 public:
  using spoilt::bank::bank;

  bool withdraw(std::size_t account, int amount) override {
    const std::unique_lock hold{lock(account), std::try_to_lock};
    return hold.owns_lock() && take(account, amount);
  }
};

}  // namespace

std::unique_ptr<races::bank> races::make_bank(
    const std::vector<account>& accounts) {
  return std::make_unique<my_bank>(accounts);
}
