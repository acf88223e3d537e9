// REJECTED BY: deadlock
// Transfers take its own lock last, the total takes it first.
#include "tests/exercises/10_races_spoilt.hpp"

namespace {

class my_bank : public spoilt::bank {
 public:
  using spoilt::bank::bank;

  bool transfer(std::size_t from, std::size_t to, int amount) override {
    if (from == to) {
      return balance(from) >= amount;
    }
    const spoilt::guard hold_first{lock(std::min(from, to))};
    const spoilt::guard hold_second{lock(std::max(from, to))};
    const int has = cell(from).read();
    const int had = cell(to).read();
    if (has < amount) {
      return false;
    }
    const std::lock_guard no_total_now{mine_};
    cell(from).write(has - amount);
    cell(to).write(had + amount);
    return true;
  }
  int total() override {
    const std::lock_guard no_transfer_now{mine_};
    return spoilt::bank::total();
  }

 private:
  std::mutex mine_;
};

}  // namespace

std::unique_ptr<races::bank> races::make_bank(
    const std::vector<account>& accounts) {
  return std::make_unique<my_bank>(accounts);
}
