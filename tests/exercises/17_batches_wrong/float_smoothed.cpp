// REJECTED BY: huge
// Keeps the smoothed time, and nothing else, in a float.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  double smooth(double took) override {
    return static_cast<double>(static_cast<float>(rule::smooth(took)));
  }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
