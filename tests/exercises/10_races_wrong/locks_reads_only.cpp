// REJECTED BY: two_deposits
// Locks the read, and writes without the lock.
#include "tests/exercises/10_races_spoilt.hpp"

namespace {

class my_bank : public spoilt::bank {
 public:
  using spoilt::bank::bank;

  void deposit(std::size_t account, int amount) override {
    const int has = balance(account);
    cell(account).write(has + amount);
  }
};

}  // namespace

std::unique_ptr<races::bank> races::make_bank(
    const std::vector<account>& accounts) {
  return std::make_unique<my_bank>(accounts);
}
