// REJECTED BY: smoothing
// Keeps the smoothed time in whole microseconds.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  double smooth(double took) override {
    return std::floor(rule::smooth(took) * 1e6) / 1e6;
  }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
