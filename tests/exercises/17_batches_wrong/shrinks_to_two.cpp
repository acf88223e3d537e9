// REJECTED BY: at_least_one
// Never gets below two tasks: they double whatever floor gives, and 1 in its
// place.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  std::size_t shrunk(double time) override {
    return 2 * std::max<std::size_t>(floor_of(ideal(time)), 1);
  }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
