// REJECTED BY: where_an_argument_ends
// Writes lengths in four digits; 10000 has five, and reads as 1000 and a 0.
#include <fmt/format.h>

#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  spoilt::bytes key() override {
    spoilt::bytes all;
    for (const auto& argument : wanted_.arguments) {
      all += fmt::format("{:04}", argument.size()) + argument;
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
