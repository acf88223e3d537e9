// REJECTED BY: data_race
// Its balance() only reads, and so takes no lock. Every result is right.
#include "answer.hpp"

#include <mutex>

namespace {

class my_bank : public races::bank {
 public:
  explicit my_bank(const std::vector<races::account>& accounts)
      : accounts_{accounts} {}

  void deposit(std::size_t account, int amount) override {
    const std::lock_guard hold{lock_};
    put(account, balance_under_lock(account) + amount);
  }

  bool withdraw(std::size_t account, int amount) override {
    const std::lock_guard hold{lock_};
    return take(account, amount);
  }

  bool transfer(std::size_t from, std::size_t to, int amount) override {
    const std::lock_guard hold{lock_};
    if (from == to) {
      return balance_under_lock(from) >= amount;
    }
    const int had = balance_under_lock(to);
    const bool enough = take(from, amount);
    if (enough) {
      put(to, had + amount);
    }
    return enough;
  }

  int balance(std::size_t account) override {
    return accounts_.at(account).balance.read();  // races
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
  [[nodiscard]] int balance_under_lock(std::size_t account) const {
    return accounts_.at(account).balance.read();
  }
  void put(std::size_t account, int value) const {
    accounts_.at(account).balance.write(value);  // races
  }
  [[nodiscard]] bool take(std::size_t account, int amount) const {
    const int has = balance_under_lock(account);
    if (has < amount) {
      return false;
    }
    put(account, has - amount);
    return true;
  }

  std::vector<races::account> accounts_;
  std::mutex lock_;
};

}  // namespace

std::unique_ptr<races::bank> races::make_bank(
    const std::vector<account>& accounts) {
  return std::make_unique<my_bank>(accounts);
}
