// REJECTED BY: deadlock
// Holds one lock of its own, and calls a method that takes it again.
#include "tests/exercises/10_races_spoilt.hpp"

namespace {

class my_bank : public spoilt::bank {
 public:
  using spoilt::bank::bank;

  bool transfer(std::size_t from, std::size_t to, int amount) override {
    const std::lock_guard hold{mine_};
    return withdraw(from, amount) && (deposit(to, amount), true);
  }
  void deposit(std::size_t account, int amount) override {
    const std::lock_guard hold{mine_};
    add(account, amount);
  }
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
