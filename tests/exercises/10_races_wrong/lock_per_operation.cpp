// REJECTED BY: two_withdrawals
// Locks the read, then the write, each by itself.
#include "tests/exercises/10_races_spoilt.hpp"

namespace {

class my_bank : public spoilt::bank {
 public:
  using spoilt::bank::bank;

  bool withdraw(std::size_t account, int amount) override {
    const int has = balance(account);
    if (has < amount) {
      return false;
    }
    const spoilt::guard hold{lock(account)};
    cell(account).write(has - amount);
    return true;
  }
};

}  // namespace

std::unique_ptr<races::bank> races::make_bank(
    const std::vector<account>& accounts) {
  return std::make_unique<my_bank>(accounts);
}
