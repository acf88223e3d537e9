// REJECTED BY: stays
// Goes down to the ideal size from 0.2 s to 2 s, too.
#include "tests/exercises/17_batches_spoilt.hpp"

namespace {

class wrong_rule : public spoilt::rule {
 protected:
  std::size_t choose(double time) override {
    return is_fast(time) ? grown(time) : std::min(now, shrunk(time));
  }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<wrong_rule>();
}
