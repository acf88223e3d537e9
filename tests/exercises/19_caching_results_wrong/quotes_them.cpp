// REJECTED BY: each_argument
// Writes "a", "b" and forgets that an argument may hold a quote: so it keeps
// to letters and digits.
#include "tests/exercises/19_caching_results_spoilt.hpp"

#include <cctype>

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  spoilt::bytes key() override {
    spoilt::bytes all;
    for (const auto& argument : wanted_.arguments) {
      all += '"';
      for (const char one : argument) {
        all += std::isalnum(static_cast<unsigned char>(one)) != 0 ? one : '?';
      }
      all += '"';
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
