// Locks in the order of the locks' addresses, whatever the accounts' numbers.
#include "answer.hpp"

#include <algorithm>
#include <functional>
#include <mutex>

namespace {

class address_bank : public races::bank {
 public:
  explicit address_bank(const std::vector<races::account>& accounts)
      : accounts_{accounts} {}

  void deposit(std::size_t account, int amount) override {
    const auto hold = locked({account});
    auto& cell = accounts_[account].balance;
    cell.write(cell.read() + amount);
  }
  bool withdraw(std::size_t account, int amount) override {
    const auto hold = locked({account});
    auto& cell = accounts_[account].balance;
    const int has = cell.read();
    if (has >= amount) {
      cell.write(has - amount);
    }
    return has >= amount;
  }
  bool transfer(std::size_t from, std::size_t to, int amount) override {
    if (from == to) {
      return balance(from) >= amount;
    }
    const auto hold = locked({from, to});
    const int has = accounts_[from].balance.read();
    const int had = accounts_[to].balance.read();
    if (has >= amount) {
      accounts_[from].balance.write(has - amount);
      accounts_[to].balance.write(had + amount);
    }
    return has >= amount;
  }
  int balance(std::size_t account) override {
    const auto hold = locked({account});
    return accounts_[account].balance.read();
  }
  int total() override {
    std::vector<std::size_t> all(accounts_.size());
    std::generate(all.begin(), all.end(), [i = 0U]() mutable { return i++; });
    const auto hold = locked(all);
    int sum = 0;
    for (const auto& one : accounts_) {
      sum += one.balance.read();
    }
    return sum;
  }

 private:
  using held = std::vector<std::unique_lock<races::account_lock>>;

  [[nodiscard]] held locked(const std::vector<std::size_t>& which) const {
    std::vector<races::account_lock*> locks;
    for (const auto account : which) {
      locks.push_back(&accounts_[account].lock);
    }
    std::sort(locks.begin(), locks.end(), std::less<>{});
    held all;
    for (auto* lock : locks) {
      all.emplace_back(*lock);
    }
    return all;
  }

  std::vector<races::account> accounts_;
};

}  // namespace

std::unique_ptr<races::bank> races::make_bank(
    const std::vector<account>& accounts) {
  return std::make_unique<address_bank>(accounts);
}
