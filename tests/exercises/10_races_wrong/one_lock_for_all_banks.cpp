// REJECTED BY: two_banks
// One lock for every bank of the process.
#include "tests/exercises/10_races_spoilt.hpp"

namespace {

class my_bank : public spoilt::bank {
 public:
  using spoilt::bank::bank;

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
    return from == to ? cell(from).read() >= amount : move(from, to, amount);
  }
  int balance(std::size_t account) override {
    const std::lock_guard hold{door_};
    return cell(account).read();
  }
  int total() override {
    const std::lock_guard hold{door_};
    return sum();
  }

 private:
  inline static std::mutex door_;
};

}  // namespace

std::unique_ptr<races::bank> races::make_bank(
    const std::vector<account>& accounts) {
  return std::make_unique<my_bank>(accounts);
}
