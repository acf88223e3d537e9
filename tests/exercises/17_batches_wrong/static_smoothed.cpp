// REJECTED BY: stays
// Each rule has a size of its own, and all smooth together.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

std::optional<double> smoothed_of_all;

class wrong_rule : public spoilt::rule {
 protected:
  double smooth(double took) override {
    smoothed = smoothed_of_all;
    smoothed_of_all = spoilt::rule::smooth(took);
    return *smoothed_of_all;
  }
  void changed() override { smoothed_of_all.reset(); }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
