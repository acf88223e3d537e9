// REJECTED BY: deadlock
// Two accounts may share one of its eight locks: then it locks that twice.
#include "tests/exercises/10_races_spoilt.hpp"

#include <array>
#include <functional>
#include <utility>

namespace {

class my_bank : public spoilt::bank {
 public:
  using spoilt::bank::bank;

  void deposit(std::size_t account, int amount) override {
    const std::lock_guard hold{lock_of(account)};
    add(account, amount);
  }
  bool withdraw(std::size_t account, int amount) override {
    const std::lock_guard hold{lock_of(account)};
    return take(account, amount);
  }
  bool transfer(std::size_t from, std::size_t to, int amount) override {
    if (from == to) {
      return balance(from) >= amount;
    }
    auto* first = &lock_of(from);
    auto* second = &lock_of(to);
    if (std::less<>{}(second, first)) {
      std::swap(first, second);
    }
    const std::lock_guard hold_first{*first};
    const std::lock_guard hold_second{*second};
    return move(from, to, amount);
  }
  int balance(std::size_t account) override {
    const std::lock_guard hold{lock_of(account)};
    return cell(account).read();
  }
  int total() override {
    std::vector<std::unique_lock<std::mutex>> all;
    for (auto& one : eight_) {
      all.emplace_back(one);
    }
    return sum();
  }

 private:
  std::mutex& lock_of(std::size_t account) {
    return eight_.at(account % eight_.size());
  }
  std::array<std::mutex, 8> eight_;
};

}  // namespace

std::unique_ptr<races::bank> races::make_bank(
    const std::vector<account>& accounts) {
  return std::make_unique<my_bank>(accounts);
}
