// REJECTED BY: lock_order
// Transfers lock upwards, the total locks downwards.
#include "tests/exercises/10_races_spoilt.hpp"

namespace {

class my_bank : public spoilt::bank {
 public:
  using spoilt::bank::bank;

  int total() override {
    std::vector<std::unique_lock<races::account_lock>> all;
    for (std::size_t i = count(); i > 0; --i) {
      all.emplace_back(lock(i - 1));
    }
    return sum();
  }
};

}  // namespace

std::unique_ptr<races::bank> races::make_bank(
    const std::vector<account>& accounts) {
  return std::make_unique<my_bank>(accounts);
}
