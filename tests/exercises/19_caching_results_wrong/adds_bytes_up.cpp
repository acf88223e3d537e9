// REJECTED BY: mixed_up
// A checksum of its own, the sum of all bytes: it knows no order.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  spoilt::bytes sum(const spoilt::bytes& rest) {
    unsigned all = 0;
    for (const char one : rest) {
      all += static_cast<unsigned char>(one);
    }
    return {static_cast<char>(all & 255U), static_cast<char>(all >> 8U & 255U)};
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
