// REJECTED BY: two_rules
// Keeps the size in a static variable: one for all rules.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

std::size_t size_of_all = 1;

class wrong_rule : public spoilt::rule {
 public:
  wrong_rule() { size_of_all = 1; }
  [[nodiscard]] std::size_t size() const override { return size_of_all; }
  void completed(std::size_t tasks, std::chrono::nanoseconds took) override {
    now = size_of_all;
    spoilt::rule::completed(tasks, took);
    size_of_all = now;
  }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
