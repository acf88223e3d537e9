// REJECTED BY: a_read_throws
// Takes the money, then reads where it goes: that may throw anything.
#include "tests/exercises/10_races_spoilt.hpp"

#include <exception>

namespace {

class my_bank : public spoilt::bank {
 public:
  using spoilt::bank::bank;

  bool transfer(std::size_t from, std::size_t to, int amount) override {
    if (from == to) {
      return balance(from) >= amount;
    }
    const std::scoped_lock hold{lock(from), lock(to)};
    if (!take(from, amount)) {
      return false;
    }
    try {
      add(to, amount);
    } catch (const std::exception&) {
      add(from, amount);
      throw;
    }
    return true;
  }
};

}  // namespace

std::unique_ptr<races::bank> races::make_bank(
    const std::vector<account>& accounts) {
  return std::make_unique<my_bank>(accounts);
}
