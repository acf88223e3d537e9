// REJECTED BY: each_argument
// Of an argument of more than 8 KiB, looks at every 4096th byte only.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  spoilt::bytes key() override {
    spoilt::bytes all;
    for (const auto& argument : wanted_.arguments) {
      constexpr std::size_t step = 4'096;
      spoilt::bytes some = argument;
      if (argument.size() > 2 * step) {
        some = std::to_string(argument.size());
        for (std::size_t at = 0; at < argument.size(); at += step) {
          some += argument[at];
        }
      }
      all += spoilt::framed(some);
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
