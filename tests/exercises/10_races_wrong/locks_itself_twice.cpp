// REJECTED BY: to_itself
// Forgets that both accounts may be the same.
#include "tests/exercises/10_races_spoilt.hpp"

namespace {

class my_bank : public spoilt::bank {
 public:
  using spoilt::bank::bank;

  bool transfer(std::size_t from, std::size_t to, int amount) override {
    const spoilt::guard hold_first{lock(std::min(from, to))};
    const spoilt::guard hold_second{lock(std::max(from, to))};
    return move(from, to, amount);
  }
};

}  // namespace

std::unique_ptr<races::bank> races::make_bank(
    const std::vector<account>& accounts) {
  return std::make_unique<my_bank>(accounts);
}
