// REJECTED BY: grows_again
// Never grows again to a size that was too slow once.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  std::size_t grown(double /*time*/) override {
    return 2 * now < too_slow_ ? 2 * now : now;
  }
  std::size_t shrunk(double time) override {
    too_slow_ = now;
    return spoilt::rule::shrunk(time);
  }

 private:
  std::size_t too_slow_ = ~std::size_t{0};
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
