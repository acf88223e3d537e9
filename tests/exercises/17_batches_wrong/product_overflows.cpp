// REJECTED BY: huge
// size * 0.2 s in nanoseconds, in 64 bits.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  std::size_t shrunk(double time) override {
    const auto span = static_cast<std::size_t>(time * 1e9);
    return std::max<std::size_t>(2 * (now * 200'000'000 / span), 1);
  }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
