// REJECTED BY: first_call
// Computes the result to keep it, and once more to give it.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 public:
  spoilt::bytes run() override {
    if (auto found = look_up()) {
      return *found;
    }
    keep(wanted_.compute());
    return wanted_.compute();
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
