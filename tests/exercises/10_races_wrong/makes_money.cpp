// REJECTED BY: to_itself
// Reads both balances first: to itself, money comes from nowhere.
#include "tests/exercises/10_races_spoilt.hpp"

namespace {

class my_bank : public spoilt::bank {
 public:
  using spoilt::bank::bank;

  bool transfer(std::size_t from, std::size_t to, int amount) override {
    std::vector<std::unique_lock<races::account_lock>> both;
    both.emplace_back(lock(std::min(from, to)));
    if (from != to) {
      both.emplace_back(lock(std::max(from, to)));
    }
    const int has = cell(from).read();
    const int had = cell(to).read();
    if (has < amount) {
      return false;
    }
    cell(from).write(has - amount);
    cell(to).write(had + amount);
    return true;
  }
};

}  // namespace

std::unique_ptr<races::bank> races::make_bank(
    const std::vector<account>& accounts) {
  return std::make_unique<my_bank>(accounts);
}
