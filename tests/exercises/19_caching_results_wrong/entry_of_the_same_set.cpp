// REJECTED BY: of_another_call
// An entry has the arguments in it, but not in which order.
#include "tests/exercises/19_caching_results_spoilt.hpp"

#include <algorithm>

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  spoilt::bytes head() override {
    auto sorted = wanted_.arguments;
    std::ranges::sort(sorted);
    spoilt::bytes all = spoilt::framed(wanted_.function);
    for (const auto& argument : sorted) {
      all += spoilt::framed(argument);
    }
    return spoilt::framed(all) + spoilt::framed(wanted_.version);
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
