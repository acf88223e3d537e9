// REJECTED BY: function_fails
// Throws a copy of what it has caught, which is no more than its base.
#include "tests/exercises/19_caching_results_spoilt.hpp"

#include <stdexcept>

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 public:
  spoilt::bytes run() override {
    if (auto found = look_up()) {
      return *found;
    }
    spoilt::bytes result;
    try {
      result = wanted_.compute();
    } catch (const std::runtime_error& error) {
      throw std::runtime_error{error};  // NOLINT
    }
    keep(result);
    return result;
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
