// REJECTED BY: each_argument
// Names files by the arguments themselves, as far as a name may hold them.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  std::string name() override {
    auto all = wanted_.function;
    for (const auto& argument : wanted_.arguments) {
      all += "_" + std::to_string(argument.size()) + "-" + argument;
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
