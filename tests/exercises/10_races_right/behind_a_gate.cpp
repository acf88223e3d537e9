// Locks the giver first, which alone could deadlock; but who takes two locks
// holds a third one meanwhile, so that there is never more than one such
// thread.
#include "answer.hpp"

#include <mutex>
#include <shared_mutex>

namespace {

class gated_bank : public races::bank {
 public:
  explicit gated_bank(const std::vector<races::account>& accounts)
      : accounts_{accounts} {}

  void deposit(std::size_t account, int amount) override {
    const std::shared_lock one_of_many{gate_};
    const std::lock_guard hold{accounts_[account].lock};
    auto& cell = accounts_[account].balance;
    cell.write(cell.read() + amount);
  }
  bool withdraw(std::size_t account, int amount) override {
    const std::shared_lock one_of_many{gate_};
    const std::lock_guard hold{accounts_[account].lock};
    auto& cell = accounts_[account].balance;
    const int has = cell.read();
    if (amount > has) {
      return false;
    }
    cell.write(has - amount);
    return true;
  }
  bool transfer(std::size_t from, std::size_t to, int amount) override {
    if (from == to) {
      return balance(from) >= amount;
    }
    const std::unique_lock alone{gate_};
    const std::lock_guard hold_from{accounts_[from].lock};
    const std::lock_guard hold_to{accounts_[to].lock};
    auto& source = accounts_[from].balance;
    auto& target = accounts_[to].balance;
    const int has = source.read();
    const int had = target.read();
    if (amount > has) {
      return false;
    }
    source.write(has - amount);
    target.write(had + amount);
    return true;
  }
  int balance(std::size_t account) override {
    const std::shared_lock one_of_many{gate_};
    const std::lock_guard hold{accounts_[account].lock};
    return accounts_[account].balance.read();
  }
  int total() override {
    const std::unique_lock alone{gate_};
    int sum = 0;
    for (const auto& one : accounts_) {
      sum += one.balance.read();
    }
    return sum;
  }

 private:
  std::vector<races::account> accounts_;
  std::shared_mutex gate_;
};

}  // namespace

std::unique_ptr<races::bank> races::make_bank(
    const std::vector<account>& accounts) {
  return std::make_unique<gated_bank>(accounts);
}
