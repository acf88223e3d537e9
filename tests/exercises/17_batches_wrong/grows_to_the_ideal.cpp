// REJECTED BY: limits
// Grows to 0.2 s a batch, not to twice that: just below 0.2 s it stays.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  std::size_t grown(double time) override {
    return time > 0
               ? floor_of(std::min(ideal(time), 2 * static_cast<double>(now)))
               : 2 * now;
  }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
