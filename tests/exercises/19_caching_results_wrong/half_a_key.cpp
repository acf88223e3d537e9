// REJECTED BY: every_digit
// Keeps to the first 16 of the 32 digits, to have shorter names.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  std::string name() override {
    return wanted_.function + "." + sum_of_(key()).substr(0, 16);
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
