// REJECTED BY: limits
// Takes exactly 0.2 s for too fast.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  bool is_fast(double time) override { return time <= 0.2; }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
