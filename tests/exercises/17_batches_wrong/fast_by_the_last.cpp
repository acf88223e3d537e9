// REJECTED BY: smoothing
// Smooths for what is too slow, and lets the last batch alone say what is too
// fast.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  double smooth(double took) override {
    last_ = took;
    return spoilt::rule::smooth(took);
  }
  bool is_fast(double /*time*/) override { return last_ < 0.2; }

 private:
  double last_ = 0;
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
