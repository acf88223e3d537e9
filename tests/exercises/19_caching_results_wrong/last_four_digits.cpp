// REJECTED BY: where_an_argument_ends
// Writes the last four digits of each length, so that 10000 is 0.
#include <fmt/format.h>

#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  spoilt::bytes key() override {
    spoilt::bytes all;
    for (const auto& argument : wanted_.arguments) {
      all += fmt::format("{:04}", argument.size() % 10'000) + argument;
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
