// REJECTED BY: first_call
// Looks up and computes, and forgets to keep the result.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  void keep(const spoilt::bytes& /*result*/) override {}
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
