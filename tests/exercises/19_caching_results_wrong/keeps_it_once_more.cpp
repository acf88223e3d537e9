// REJECTED BY: found_again
// Writes again what it has found, so that the file looks used.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 public:
  spoilt::bytes run() override {
    auto result = look_up();
    if (!result) {
      result = wanted_.compute();
    }
    keep(*result);
    return *result;
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
