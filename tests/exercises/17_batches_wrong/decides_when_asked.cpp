// REJECTED BY: nobody_asks
// Decides when somebody asks for the size, not when a batch is done.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 public:
  [[nodiscard]] std::size_t size() const override {
    auto& self = const_cast<wrong_rule&>(*this);
    if (smoothed) {
      const auto next = self.choose(*smoothed);
      if (next != now) {
        self.now = next;
        self.smoothed.reset();
      }
    }
    return now;
  }
  void completed(std::size_t tasks, std::chrono::nanoseconds took) override {
    if (tasks == now) {
      smoothed = smooth(in_seconds(took));
    }
  }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
