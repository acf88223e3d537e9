// REJECTED BY: smoothing
// The smoothed time says whether to shrink, the last one how far.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  double smooth(double took) override {
    last_ = took;
    return spoilt::rule::smooth(took);
  }
  std::size_t shrunk(double /*time*/) override {
    return spoilt::rule::shrunk(last_);
  }

 private:
  double last_ = 0;
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
