// REJECTED BY: a_read_throws
// Unlocks by hand, which an exception passes by.
#include "tests/exercises/10_races_spoilt.hpp"

namespace {

class my_bank : public spoilt::bank {
 public:
  using spoilt::bank::bank;

  void deposit(std::size_t account, int amount) override {
    lock(account).lock();
    add(account, amount);
    lock(account).unlock();
  }
};

}  // namespace

std::unique_ptr<races::bank> races::make_bank(
    const std::vector<account>& accounts) {
  return std::make_unique<my_bank>(accounts);
}
