// One lock of its own for the whole bank; the accounts' locks stay unused.
#include "answer.hpp"

#include <mutex>

namespace {

class bank_with_one_door : public races::bank {
 public:
  explicit bank_with_one_door(const std::vector<races::account>& accounts)
      : accounts_{accounts} {}

  void deposit(std::size_t account, int amount) override {
    const std::lock_guard hold{door_};
    add(account, amount);
  }
  bool withdraw(std::size_t account, int amount) override {
    const std::lock_guard hold{door_};
    return take(account, amount);
  }
  bool transfer(std::size_t from, std::size_t to, int amount) override {
    const std::lock_guard hold{door_};
    const int has = accounts_[from].balance.read();
    if (has < amount || from == to) {
      return has >= amount;
    }
    const int had = accounts_[to].balance.read();
    accounts_[from].balance.write(has - amount);
    accounts_[to].balance.write(had + amount);
    return true;
  }
  int balance(std::size_t account) override {
    const std::lock_guard hold{door_};
    return accounts_[account].balance.read();
  }
  int total() override {
    const std::lock_guard hold{door_};
    int sum = 0;
    for (const auto& one : accounts_) {
      sum += one.balance.read();
    }
    return sum;
  }

 private:
  void add(std::size_t account, int amount) {
    auto& balance = accounts_[account].balance;
    balance.write(balance.read() + amount);
  }
  bool take(std::size_t account, int amount) {
    const bool enough = accounts_[account].balance.read() >= amount;
    if (enough) {
      add(account, -amount);
    }
    return enough;
  }

  std::vector<races::account> accounts_;
  std::mutex door_;
};

}  // namespace

std::unique_ptr<races::bank> races::make_bank(
    const std::vector<account>& accounts) {
  return std::make_unique<bank_with_one_door>(accounts);
}
