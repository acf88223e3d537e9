// REJECTED BY: function_fails
// Where the function throws, keeps an empty result.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 public:
  spoilt::bytes run() override {
    if (auto found = look_up()) {
      return *found;
    }
    try {
      auto result = wanted_.compute();
      keep(result);
      return result;
    } catch (...) {
      keep("");
      throw;
    }
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
