// REJECTED BY: huge
// Computes in floats, which hold 24 bits of a number.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  std::size_t shrunk(double time) override {
    const auto wanted =
        static_cast<float>(now) * (0.2F / static_cast<float>(time));
    return std::max<std::size_t>(2 * floor_of(std::floor(wanted)), 1);
  }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
