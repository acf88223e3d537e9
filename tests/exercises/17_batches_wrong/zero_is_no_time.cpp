// REJECTED BY: no_time
// Takes 0 s for a time that is not known yet, as joblib does.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 public:
  void completed(std::size_t tasks, std::chrono::nanoseconds took) override {
    if (took.count() > 0) {
      spoilt::rule::completed(tasks, took);
    }
  }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
