// REJECTED BY: of_another_call
// Each version has a file of its own, which does not say of which it is.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  std::string name() override {
    return wanted_.function + "." +
           sum_of_(spoilt::framed(wanted_.version) + key());
  }
  spoilt::bytes head() override { return spoilt::framed(right_call::name()); }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
