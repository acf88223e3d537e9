// REJECTED BY: of_another_call
// An entry does not say whose it is: if its file gets the name of another, its
// result is the other call's.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  spoilt::bytes head() override { return spoilt::framed(wanted_.version); }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
