// REJECTED BY: one_stays
// After a batch of one task that is too slow, smoothing starts anew from 2 s.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  std::size_t choose(double time) override {
    if (now == 1 && time > 2) {
      smoothed = 2;
    }
    return rule::choose(time);
  }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
