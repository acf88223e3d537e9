// REJECTED BY: shrinks
// Shrinks to a batch of 2 s, the other limit.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  std::size_t shrunk(double time) override {
    return std::max<std::size_t>(floor_of(static_cast<double>(now) * 2 / time),
                                 1);
  }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
