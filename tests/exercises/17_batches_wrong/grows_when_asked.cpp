// REJECTED BY: begins_with_one
// Grows each time that somebody asks for the size.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 public:
  [[nodiscard]] std::size_t size() const override { return asked_++ + now; }

 private:
  mutable std::size_t asked_ = 0;
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
