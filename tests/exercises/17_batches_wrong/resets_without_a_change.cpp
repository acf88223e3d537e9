// REJECTED BY: one_stays
// Begins the smoothing anew whenever a batch was too slow, though a size of 1
// cannot shrink.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  std::size_t choose(double time) override {
    const auto next = spoilt::rule::choose(time);
    if (time > 2) {
      smoothed.reset();
    }
    return next;
  }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
