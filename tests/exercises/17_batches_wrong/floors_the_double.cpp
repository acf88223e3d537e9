// REJECTED BY: shrinks
// floor(2 size * 0.2 / smoothed): doubles first, and rounds then.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  std::size_t shrunk(double time) override {
    return std::max<std::size_t>(floor_of(2 * ideal(time)), 1);
  }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
