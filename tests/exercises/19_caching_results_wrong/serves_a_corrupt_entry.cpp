// REJECTED BY: flipped_bits
// Believes what it reads: there is no checksum.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  spoilt::bytes entry(const spoilt::bytes& result) override {
    return head() + result;
  }
  std::optional<spoilt::bytes> result_in(const spoilt::bytes& entry) override {
    const auto known = head();
    return entry.starts_with(known) ? std::optional{entry.substr(known.size())}
                                    : std::nullopt;
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
