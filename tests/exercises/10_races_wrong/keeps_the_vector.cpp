// REJECTED BY: one_after_the_other
// Refers to the vector of accounts instead of keeping a copy.
#include "answer.hpp"

#include <mutex>

namespace {

class my_bank : public races::bank {
 public:
  explicit my_bank(const std::vector<races::account>& accounts)
      : accounts_{accounts} {}

  void deposit(std::size_t account, int amount) override {
    const std::lock_guard hold{lock_};
    add(account, amount);
  }
  bool withdraw(std::size_t account, int amount) override {
    const std::lock_guard hold{lock_};
    return take(account, amount);
  }
  bool transfer(std::size_t from, std::size_t to, int amount) override {
    const std::lock_guard hold{lock_};
    if (from == to) {
      return balance_of(from).read() >= amount;
    }
    const int had = balance_of(to).read();
    const bool enough = take(from, amount);
    if (enough) {
      balance_of(to).write(had + amount);
    }
    return enough;
  }
  int balance(std::size_t account) override {
    const std::lock_guard hold{lock_};
    return accounts_.at(account).balance.read();
  }
  int total() override {
    const std::lock_guard hold{lock_};
    int sum = 0;
    for (const auto& one : accounts_) {
      sum += one.balance.read();
    }
    return sum;
  }

 private:
  [[nodiscard]] races::cell& balance_of(std::size_t account) const {
    return accounts_.at(account).balance;
  }
  void add(std::size_t account, int amount) const {
    auto& balance = accounts_.at(account).balance;
    balance.write(balance.read() + amount);
  }
  [[nodiscard]] bool take(std::size_t account, int amount) const {
    if (accounts_.at(account).balance.read() < amount) {
      return false;
    }
    add(account, -amount);
    return true;
  }

  const std::vector<races::account>& accounts_;
  std::mutex lock_;
};

}  // namespace

std::unique_ptr<races::bank> races::make_bank(
    const std::vector<account>& accounts) {
  return std::make_unique<my_bank>(accounts);
}
