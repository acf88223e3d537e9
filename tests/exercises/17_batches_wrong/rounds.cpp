// REJECTED BY: shrinks
// Rounds to the nearest whole number, not down.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  std::size_t shrunk(double time) override {
    return std::max<std::size_t>(2 * floor_of(ideal(time) + 0.5), 1);
  }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
