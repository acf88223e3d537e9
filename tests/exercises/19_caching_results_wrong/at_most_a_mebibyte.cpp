// REJECTED BY: any_result
// Keeps no result of more than 1 MiB.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  void keep(const spoilt::bytes& result) override {
    constexpr std::size_t most = 1'048'576;
    if (result.size() <= most) {
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
