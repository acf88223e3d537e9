// REJECTED BY: long_batches
// Keeps nanoseconds in 32 bits without a sign, which hold 4.29 s of them.
#include <cstdint>

#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  double in_seconds(std::chrono::nanoseconds took) override {
    return static_cast<double>(static_cast<std::uint32_t>(took.count())) / 1e9;
  }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
