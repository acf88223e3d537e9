// REJECTED BY: flipped_bits
// Reads the size of the result before it knows that the entry is whole, and
// makes room for so many.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  spoilt::bytes entry(const spoilt::bytes& result) override {
    const auto rest = head() + spoilt::framed(result);
    return rest + sum_of_(rest);
  }
  std::optional<spoilt::bytes> result_in(const spoilt::bytes& entry) override {
    const auto known = head();
    if (!entry.starts_with(known)) {
      return {};
    }
    const auto rest = entry.substr(known.size());
    const auto colon = rest.find(':');
    if (colon == spoilt::bytes::npos) {
      return {};
    }
    spoilt::bytes result;
    result.resize(std::stoull(rest));  // out of range, or no number at all
    if (rest.size() != colon + 1 + result.size() + spoilt::digits) {
      return {};
    }
    result = rest.substr(colon + 1, result.size());
    const auto whole = known + spoilt::framed(result);
    return entry == whole + sum_of_(whole) ? std::optional{result}
                                           : std::nullopt;
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
