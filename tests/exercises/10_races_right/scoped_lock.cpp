// std::scoped_lock takes two locks in any order: it backs off from a deadlock.
#include "answer.hpp"

#include <deque>
#include <mutex>

namespace {

class scoped_bank : public races::bank {
 public:
  explicit scoped_bank(const std::vector<races::account>& accounts)
      : accounts_{accounts} {}

  void deposit(std::size_t account, int amount) override {
    const auto& [balance, lock] = accounts_.at(account);
    const std::scoped_lock hold{lock};
    balance.write(balance.read() + amount);
  }
  bool withdraw(std::size_t account, int amount) override {
    const auto& [balance, lock] = accounts_.at(account);
    const std::scoped_lock hold{lock};
    if (balance.read() < amount) {
      return false;
    }
    balance.write(balance.read() - amount);
    return true;
  }
  bool transfer(std::size_t from, std::size_t to, int amount) override {
    if (from == to) {
      return amount <= balance(from);
    }
    const auto& source = accounts_.at(from);
    const auto& target = accounts_.at(to);
    const std::scoped_lock hold{source.lock, target.lock};
    const int has = source.balance.read();
    if (has < amount) {
      return false;
    }
    target.balance.write(target.balance.read() + amount);
    source.balance.write(has - amount);
    return true;
  }
  int balance(std::size_t account) override {
    const std::scoped_lock hold{accounts_.at(account).lock};
    return accounts_.at(account).balance.read();
  }
  int total() override {
    std::deque<std::unique_lock<races::account_lock>> held;
    int sum = 0;
    for (const auto& one : accounts_) {
      held.emplace_back(one.lock);
      sum += one.balance.read();
    }
    return sum;
  }

 private:
  std::vector<races::account> accounts_;
};

}  // namespace

std::unique_ptr<races::bank> races::make_bank(
    const std::vector<account>& accounts) {
  return std::make_unique<scoped_bank>(accounts);
}
