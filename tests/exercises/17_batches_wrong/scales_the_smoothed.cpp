// REJECTED BY: stays
// After a change it converts the smoothed time to the new size and goes on
// from there.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  std::size_t choose(double time) override {
    const auto before = static_cast<double>(now);
    const auto next = spoilt::rule::choose(time);
    scaled_ = time * static_cast<double>(next) / before;
    return next;
  }
  void changed() override { smoothed = scaled_; }

 private:
  double scaled_ = 0;
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
