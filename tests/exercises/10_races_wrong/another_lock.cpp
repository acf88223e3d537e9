// REJECTED BY: deposit_and_withdrawal
// Deposits under the account's lock, withdraws under a lock of its own.
#include "tests/exercises/10_races_spoilt.hpp"

namespace {

class my_bank : public spoilt::bank {
 public:
  using spoilt::bank::bank;

  bool withdraw(std::size_t account, int amount) override {
    const std::lock_guard hold{mine_};
    return take(account, amount);
  }

 private:
  std::mutex mine_;
};

}  // namespace

std::unique_ptr<races::bank> races::make_bank(
    const std::vector<account>& accounts) {
  return std::make_unique<my_bank>(accounts);
}
