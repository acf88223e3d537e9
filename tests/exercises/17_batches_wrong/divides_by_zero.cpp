// REJECTED BY: SIGFPE
// Computes the ideal size in whole nanoseconds, of a batch that took none.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  std::size_t grown(double time) override {
    const auto span = static_cast<std::size_t>(time * 1e9);
    return std::min(2 * now, 2 * (now * 200'000'000 / span));
  }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
