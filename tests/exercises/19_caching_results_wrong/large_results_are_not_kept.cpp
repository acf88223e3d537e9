// REJECTED BY: any_result
// Keeps nothing that is larger than 64 KiB.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  void keep(const spoilt::bytes& result) override {
    if (result.size() <= 65'536) {
      right_call::keep(result);
    }
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
