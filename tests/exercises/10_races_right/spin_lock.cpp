// A spin lock of its own for writers and readers alike.
#include "answer.hpp"

#include <atomic>
#include <functional>
#include <mutex>
#include <numeric>

namespace {

class spin_lock {
 public:
  void lock() {
    while (taken_.exchange(true, std::memory_order_acquire)) {
    }
  }
  void unlock() { taken_.store(false, std::memory_order_release); }

 private:
  std::atomic<bool> taken_{false};
};

class spinning_bank : public races::bank {
 public:
  explicit spinning_bank(const std::vector<races::account>& accounts) {
    for (const auto& one : accounts) {
      cells_.emplace_back(one.balance);
    }
  }

  void deposit(std::size_t account, int amount) override {
    const std::lock_guard hold{spin_};
    races::cell& cell = cells_[account];
    cell.write(cell.read() + amount);
  }
  bool withdraw(std::size_t account, int amount) override {
    const std::lock_guard hold{spin_};
    races::cell& cell = cells_[account];
    const int left = cell.read() - amount;
    return left >= 0 && (cell.write(left), true);
  }
  bool transfer(std::size_t from, std::size_t to, int amount) override {
    const std::lock_guard hold{spin_};
    races::cell& source = cells_[from];
    races::cell& target = cells_[to];
    const int left = source.read() - amount;
    if (left < 0 || from == to) {
      return left >= 0;
    }
    const int had = target.read();
    source.write(left);
    target.write(had + amount);
    return true;
  }
  int balance(std::size_t account) override {
    const std::lock_guard hold{spin_};
    return cells_[account].get().read();
  }
  int total() override {
    const std::lock_guard hold{spin_};
    return std::accumulate(
        cells_.begin(), cells_.end(), 0,
        [](int sum, races::cell& cell) { return sum + cell.read(); });
  }

 private:
  std::vector<std::reference_wrapper<races::cell>> cells_;
  spin_lock spin_;
};

}  // namespace

std::unique_ptr<races::bank> races::make_bank(
    const std::vector<account>& accounts) {
  return std::make_unique<spinning_bank>(accounts);
}
