// REJECTED BY: other_sizes
// Leaves out larger batches only: after it has grown, small ones still come.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  bool counts(std::size_t tasks) override { return tasks <= now; }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
