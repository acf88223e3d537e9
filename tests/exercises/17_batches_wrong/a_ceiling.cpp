// REJECTED BY: huge
// Allows a million tasks at most.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  std::size_t grown(double /*time*/) override {
    return std::min<std::size_t>(2 * now, 1'000'000);
  }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
