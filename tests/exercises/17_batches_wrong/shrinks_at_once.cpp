// REJECTED BY: smoothing
// Shrinks by the last batch alone: one outlier is enough.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  double smooth(double took) override {
    const bool is_outlier = took > 2;
    return is_outlier ? took : spoilt::rule::smooth(took);
  }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
