// REJECTED BY: order_of_arguments
// Sorts the arguments, so that f(a, b) finds what f(b, a) has kept.
#include "tests/exercises/19_caching_results_spoilt.hpp"

#include <algorithm>

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  spoilt::bytes key() override {
    auto sorted = wanted_.arguments;
    std::ranges::sort(sorted);
    spoilt::bytes all;
    for (const auto& argument : sorted) {
      all += spoilt::framed(argument);
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
