// REJECTED BY: other_sizes
// Batches of another size decide nothing, but it smooths their times in.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 public:
  void completed(std::size_t tasks, std::chrono::nanoseconds took) override {
    if (tasks != now) {
      smoothed = smooth(in_seconds(took));
      return;
    }
    spoilt::rule::completed(tasks, took);
  }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
