// REJECTED BY: at_least_one
// Lets a batch of slow tasks shrink to none.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  std::size_t shrunk(double time) override { return 2 * floor_of(ideal(time)); }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
