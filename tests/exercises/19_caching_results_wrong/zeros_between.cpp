// REJECTED BY: where_an_argument_ends
// Puts a zero behind each argument, which may hold zeros itself.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  spoilt::bytes key() override {
    spoilt::bytes all;
    for (const auto& argument : wanted_.arguments) {
      all += argument + spoilt::bytes(1, '\0');
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
