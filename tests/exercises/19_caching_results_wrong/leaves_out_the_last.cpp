// REJECTED BY: each_argument
// Leaves out the last argument.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  spoilt::bytes key() override {
    spoilt::bytes all;
    for (std::size_t i = 0; i + 1 < wanted_.arguments.size(); ++i) {
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
