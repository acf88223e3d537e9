// REJECTED BY: stays
// Smooths the first batch with 0 s, which makes it a fifth.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  double smooth(double took) override {
    return 0.8 * smoothed.value_or(0) + 0.2 * took;
  }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
