// REJECTED BY: other_sizes
// Converts the times of batches of other sizes to the present one: clever, and
// not the rule.
#include <cstdint>

#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 public:
  void completed(std::size_t tasks, std::chrono::nanoseconds took) override {
    spoilt::rule::completed(now, took * static_cast<std::int64_t>(now) /
                                     static_cast<std::int64_t>(tasks));
  }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
