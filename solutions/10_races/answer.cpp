#include "answer.hpp"

#include <algorithm>
#include <mutex>
#include <numeric>

namespace {

using races::account;
using guard = std::lock_guard<races::account_lock>;

class careful_bank : public races::bank {
 public:
  explicit careful_bank(const std::vector<account>& accounts)
      : accounts_{accounts} {}

  void deposit(std::size_t account, int amount) override {
    const auto& [balance, lock] = accounts_.at(account);
    const guard hold{lock};
    balance.write(balance.read() + amount);
  }

  bool withdraw(std::size_t account, int amount) override {
    const auto& [balance, lock] = accounts_.at(account);
    const guard hold{lock};  // across the check and the act
    const int has = balance.read();
    if (has < amount) {
      return false;
    }
    balance.write(has - amount);
    return true;
  }

  bool transfer(std::size_t from, std::size_t to, int amount) override {
    if (from == to) {  // one lock, and locking it twice would never end
      return balance(from) >= amount;
    }
    // The smaller number first: whoever waits for a lock holds smaller ones
    // only, so that nobody can wait for whom he keeps waiting.
    const guard hold_first{accounts_.at(std::min(from, to)).lock};
    const guard hold_second{accounts_.at(std::max(from, to)).lock};
    auto& source = accounts_.at(from).balance;
    auto& target = accounts_.at(to).balance;
    const int has = source.read();
    const int had = target.read();
    if (has < amount) {
      return false;
    }
    source.write(has - amount);
    target.write(had + amount);
    return true;
  }

  int balance(std::size_t account) override {
    const guard hold{accounts_.at(account).lock};
    return accounts_.at(account).balance.read();
  }

  int total() override {
    std::vector<std::unique_lock<races::account_lock>> all;
    all.reserve(accounts_.size());
    for (const auto& one : accounts_) {  // in the same order
      all.emplace_back(one.lock);
    }
    return std::accumulate(
        accounts_.begin(), accounts_.end(), 0,
        [](int sum, const account& one) { return sum + one.balance.read(); });
  }

 private:
  std::vector<account> accounts_;
};

}  // namespace

std::unique_ptr<races::bank> races::make_bank(
    const std::vector<account>& accounts) {
  return std::make_unique<careful_bank>(accounts);
}
