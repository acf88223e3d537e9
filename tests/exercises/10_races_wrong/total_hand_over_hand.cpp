// REJECTED BY: a_total_of_one_moment
// Lets go of each account as soon as it has the next one.
#include "tests/exercises/10_races_spoilt.hpp"

#include <utility>

namespace {

class my_bank : public spoilt::bank {
 public:
  using spoilt::bank::bank;

  int total() override {
    int all = 0;
    std::unique_lock<races::account_lock> last;
    for (std::size_t i = 0; i < count(); ++i) {
      std::unique_lock next{lock(i)};
      all += cell(i).read();
      last = std::move(next);
    }
    return all;
  }
};

}  // namespace

std::unique_ptr<races::bank> races::make_bank(
    const std::vector<account>& accounts) {
  return std::make_unique<my_bank>(accounts);
}
