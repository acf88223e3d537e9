// REJECTED BY: nobody_asks
// Compares a batch with the size that it has told last, not with the present
// one.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 public:
  [[nodiscard]] std::size_t size() const override { return told_ = now; }

 protected:
  bool counts(std::size_t tasks) override { return tasks == told_; }

 private:
  mutable std::size_t told_ = 1;
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
