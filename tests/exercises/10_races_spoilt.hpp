#pragma once

// A right bank to which the wrong answers do one wrong thing each.

#include <algorithm>
#include <memory>
#include <mutex>
#include <vector>

#include "answer.hpp"

namespace spoilt {

using guard = std::lock_guard<races::account_lock>;

class bank : public races::bank {
 public:
  explicit bank(const std::vector<races::account>& accounts)
      : accounts_{accounts} {}

  void deposit(std::size_t account, int amount) override {
    const guard hold{lock(account)};
    add(account, amount);
  }

  bool withdraw(std::size_t account, int amount) override {
    const guard hold{lock(account)};
    return take(account, amount);
  }

  bool transfer(std::size_t from, std::size_t to, int amount) override {
    if (from == to) {
      return balance(from) >= amount;
    }
    const guard hold_first{lock(std::min(from, to))};
    const guard hold_second{lock(std::max(from, to))};
    return move(from, to, amount);
  }

  int balance(std::size_t account) override {
    const guard hold{lock(account)};
    return cell(account).read();
  }

  int total() override {
    std::vector<std::unique_lock<races::account_lock>> all;
    all.reserve(accounts_.size());
    for (const auto& one : accounts_) {
      all.emplace_back(one.lock);
    }
    return sum();
  }

 protected:
  [[nodiscard]] std::size_t count() const { return accounts_.size(); }
  [[nodiscard]] races::account_lock& lock(std::size_t account) const {
    return accounts_.at(account).lock;
  }
  [[nodiscard]] races::cell& cell(std::size_t account) const {
    return accounts_.at(account).balance;
  }

  // None of these locks.
  void add(std::size_t account, int amount) const {
    cell(account).write(cell(account).read() + amount);
  }
  [[nodiscard]] bool take(std::size_t account, int amount) const {
    const int has = cell(account).read();
    if (has < amount) {
      return false;
    }
    cell(account).write(has - amount);
    return true;
  }
  [[nodiscard]] bool move(std::size_t from, std::size_t to, int amount) const {
    const int has = cell(from).read();
    const int had = cell(to).read();
    if (has < amount) {
      return false;
    }
    cell(from).write(has - amount);
    cell(to).write(had + amount);
    return true;
  }
  [[nodiscard]] int sum() const {
    int all = 0;
    for (const auto& one : accounts_) {
      all += one.balance.read();
    }
    return all;
  }

 private:
  std::vector<races::account> accounts_;
};

}  // namespace spoilt
