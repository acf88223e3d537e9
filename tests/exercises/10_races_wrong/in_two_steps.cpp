// REJECTED BY: half_a_transfer
// A withdrawal, then a deposit: in between the money is nowhere.
#include "tests/exercises/10_races_spoilt.hpp"

namespace {

class my_bank : public spoilt::bank {
 public:
  using spoilt::bank::bank;

  bool transfer(std::size_t from, std::size_t to, int amount) override {
    if (!withdraw(from, amount)) {
      return false;
    }
    deposit(to, amount);
    return true;
  }
};

}  // namespace

std::unique_ptr<races::bank> races::make_bank(
    const std::vector<account>& accounts) {
  return std::make_unique<my_bank>(accounts);
}
