// REJECTED BY: a_total_of_one_moment
// Adds up one locked balance after the other.
#include "tests/exercises/10_races_spoilt.hpp"

namespace {

class my_bank : public spoilt::bank {
 public:
  using spoilt::bank::bank;

  int total() override {
    int all = 0;
    for (std::size_t i = 0; i < count(); ++i) {
      all += balance(i);
    }
    return all;
  }
};

}  // namespace

std::unique_ptr<races::bank> races::make_bank(
    const std::vector<account>& accounts) {
  return std::make_unique<my_bank>(accounts);
}
