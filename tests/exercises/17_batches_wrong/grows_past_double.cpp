// REJECTED BY: doubles
// Goes straight to what seems ideal: a thousandfold after one fast task.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  std::size_t grown(double time) override {
    return time > 0 ? 2 * floor_of(ideal(time)) : 2 * now;
  }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
