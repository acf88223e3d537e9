// REJECTED BY: huge
// Computes sizes in an int.
#include <cstdint>

#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  std::size_t grown(double /*time*/) override {
    const auto size = static_cast<std::uint32_t>(now);
    return static_cast<std::size_t>(static_cast<std::int32_t>(2 * size));
  }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
