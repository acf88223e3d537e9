// REJECTED BY: shrinks
// Shrinks to 0.2 s a batch, not to twice that.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  std::size_t shrunk(double time) override {
    return std::max<std::size_t>(floor_of(ideal(time)), 1);
  }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
