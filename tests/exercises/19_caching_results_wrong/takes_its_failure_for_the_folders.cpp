// REJECTED BY: function_fails
// What the function throws is taken for the folder's: the function is called
// once more.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 public:
  spoilt::bytes run() override {
    try {
      return right_call::run();
    } catch (const spoilt::folder_error&) {
      return wanted_.compute();
    }
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
