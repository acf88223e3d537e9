// REJECTED BY: reset_after_shrinking
// Begins the smoothing anew when the size has grown, not when it has shrunk.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  std::size_t choose(double time) override {
    const auto next = spoilt::rule::choose(time);
    has_grown_ = next > now;
    return next;
  }
  void changed() override {
    if (has_grown_) {
      smoothed.reset();
    }
  }

 private:
  bool has_grown_ = false;
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
