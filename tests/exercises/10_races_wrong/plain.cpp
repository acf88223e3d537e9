// REJECTED BY: two_deposits
// Locks nothing at all.
#include "tests/exercises/10_races_spoilt.hpp"

namespace {

class my_bank : public spoilt::bank {
 public:
  using spoilt::bank::bank;

  void deposit(std::size_t account, int amount) override {
    add(account, amount);
  }
  bool withdraw(std::size_t account, int amount) override {
    return take(account, amount);
  }
  bool transfer(std::size_t from, std::size_t to, int amount) override {
    return from == to ? cell(from).read() >= amount : move(from, to, amount);
  }
  int balance(std::size_t account) override { return cell(account).read(); }
  int total() override { return sum(); }
};

}  // namespace

std::unique_ptr<races::bank> races::make_bank(
    const std::vector<account>& accounts) {
  return std::make_unique<my_bank>(accounts);
}
