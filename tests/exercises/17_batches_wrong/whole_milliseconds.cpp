// REJECTED BY: limits
// Counts whole milliseconds only.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  double in_seconds(std::chrono::nanoseconds took) override {
    return static_cast<double>(took / std::chrono::milliseconds{1}) / 1e3;
  }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
