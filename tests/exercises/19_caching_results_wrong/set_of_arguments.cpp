// REJECTED BY: each_argument
// Takes an argument that comes twice as one.
#include "tests/exercises/19_caching_results_spoilt.hpp"

#include <set>

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  spoilt::bytes key() override {
    spoilt::bytes all;
    std::set<spoilt::bytes> seen;
    for (const auto& argument : wanted_.arguments) {
      if (seen.insert(argument).second) {
        all += spoilt::framed(argument);
      }
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
