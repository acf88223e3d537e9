// No guards: locks and unlocks by hand, largest number first, with try and
// catch.
#include "answer.hpp"

namespace {

struct state {
  std::vector<races::account> accounts;

  /// Runs `work` with the locks of these accounts, given in falling order.
  template <class Work>
  auto locked(const std::vector<std::size_t>& which, const Work& work) {
    for (const auto i : which) {
      accounts[i].lock.lock();
    }
    try {
      const auto result = work();
      unlock(which);
      return result;
    } catch (...) {
      unlock(which);
      throw;
    }
  }
  void unlock(const std::vector<std::size_t>& which) {
    for (const auto i : which) {
      accounts[i].lock.unlock();
    }
  }
};

class hand_made : public races::bank {
 public:
  explicit hand_made(const std::vector<races::account>& accounts)
      : state_{accounts} {}

  void deposit(std::size_t account, int amount) override {
    state_.locked({account}, [&] { return change(account, amount); });
  }
  bool withdraw(std::size_t account, int amount) override {
    return state_.locked({account}, [&] { return change(account, -amount); });
  }
  bool transfer(std::size_t from, std::size_t to, int amount) override {
    if (from == to) {
      return balance(from) >= amount;
    }
    using list = std::vector<std::size_t>;
    return state_.locked(from > to ? list{from, to} : list{to, from}, [&] {
      const int had = state_.accounts[to].balance.read();
      const bool enough = change(from, -amount);
      if (enough) {
        state_.accounts[to].balance.write(had + amount);
      }
      return enough;
    });
  }
  int balance(std::size_t account) override {
    return state_.locked(
        {account}, [&] { return state_.accounts[account].balance.read(); });
  }
  int total() override {
    std::vector<std::size_t> all;
    for (auto i = state_.accounts.size(); i-- > 0;) {
      all.push_back(i);
    }
    return state_.locked(all, [&] {
      int sum = 0;
      for (const auto i : all) {
        sum += state_.accounts[i].balance.read();
      }
      return sum;
    });
  }

 private:
  bool change(std::size_t account, int by) {
    auto& balance = state_.accounts[account].balance;
    const int value = balance.read() + by;
    if (value < 0) {
      return false;
    }
    balance.write(value);
    return true;
  }

  state state_;
};

}  // namespace

std::unique_ptr<races::bank> races::make_bank(
    const std::vector<account>& accounts) {
  return std::make_unique<hand_made>(accounts);
}
