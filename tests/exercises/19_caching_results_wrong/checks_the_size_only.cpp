// REJECTED BY: flipped_bits
// Takes an entry of the right size for a whole one.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  spoilt::bytes entry(const spoilt::bytes& result) override {
    return head() + spoilt::framed(result);
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
    auto result = rest.substr(colon + 1);
    return rest == spoilt::framed(result) ? std::optional{result}
                                          : std::nullopt;
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
