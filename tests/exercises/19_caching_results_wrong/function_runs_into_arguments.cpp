// REJECTED BY: each_argument
// Puts the function's name before the arguments, without an end.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  std::string name() override {
    spoilt::bytes all = wanted_.function;
    for (std::size_t i = 0; i < wanted_.arguments.size(); ++i) {
      const auto& one = wanted_.arguments[i];
      all += i == 0 ? one : ":" + spoilt::framed(one);
    }
    return sum_of_(all);
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
