// REJECTED BY: shrinks
// Only ever grows: slow batches stay as large as they are.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  bool is_slow(double /*time*/) override { return false; }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
