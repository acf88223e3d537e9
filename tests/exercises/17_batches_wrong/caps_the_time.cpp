// REJECTED BY: long_batches
// Takes any batch of more than a minute for one of a minute.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  double in_seconds(std::chrono::nanoseconds took) override {
    return std::min(spoilt::rule::in_seconds(took), 60.0);
  }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
