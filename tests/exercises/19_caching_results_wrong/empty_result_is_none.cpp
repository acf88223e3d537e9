// REJECTED BY: any_result
// Takes an empty result for none.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  std::optional<spoilt::bytes> look_up() override {
    auto found = right_call::look_up();
    return found && !found->empty() ? found : std::nullopt;
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
