// REJECTED BY: no_time
// Divides by a time of 0 and makes a whole number of what comes of it.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  std::size_t grown(double time) override {
    const auto wanted = 2 * std::floor(ideal(time));
    const bool fits = wanted < 1e18;
    return fits ? std::min(floor_of(wanted), 2 * now) : 1;
  }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
