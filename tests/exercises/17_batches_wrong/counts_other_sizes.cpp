// REJECTED BY: other_sizes
// Takes every batch for one of the present size.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  bool counts(std::size_t /*tasks*/) override { return true; }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
