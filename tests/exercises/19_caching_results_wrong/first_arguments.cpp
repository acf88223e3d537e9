// REJECTED BY: each_argument
// Looks at the first two arguments only.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  spoilt::bytes key() override {
    spoilt::bytes all;
    for (std::size_t i = 0; i < wanted_.arguments.size() && i < 2; ++i) {
      all += spoilt::framed(wanted_.arguments[i]);
    }
    return all;
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
