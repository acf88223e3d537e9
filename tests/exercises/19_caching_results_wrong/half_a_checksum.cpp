// REJECTED BY: every_digit
// Compares 8 digits of the checksum only.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  spoilt::bytes sum(const spoilt::bytes& rest) {
    return sum_of_(rest).substr(0, 8);
  }
  spoilt::bytes entry(const spoilt::bytes& result) override {
    const auto rest = head() + result;
    return sum(rest) + rest;
  }
  std::optional<spoilt::bytes> result_in(const spoilt::bytes& entry) override {
    const auto size = sum("").size();
    if (entry.size() < size) {
      return {};
    }
    const auto rest = entry.substr(size);
    const auto known = head();
    if (entry.substr(0, size) != sum(rest) || !rest.starts_with(known)) {
      return {};
    }
    return rest.substr(known.size());
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
