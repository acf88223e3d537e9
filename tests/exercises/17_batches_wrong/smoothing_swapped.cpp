// REJECTED BY: smoothing
// 0.2 times the old and 0.8 times the new.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  double smooth(double took) override {
    return smoothed ? 0.2 * *smoothed + 0.8 * took : took;
  }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
