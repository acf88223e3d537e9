// REJECTED BY: flipped_bits
// The checksum says nothing of the version: a bit more, and the entry is of
// another one.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  spoilt::bytes entry(const spoilt::bytes& result) override {
    return sum_of_(result) + head() + result;
  }
  std::optional<spoilt::bytes> result_in(const spoilt::bytes& entry) override {
    const auto known = head();
    if (entry.size() < spoilt::digits + known.size() ||
        entry.substr(spoilt::digits, known.size()) != known) {
      return {};
    }
    auto result = entry.substr(spoilt::digits + known.size());
    return entry.substr(0, spoilt::digits) == sum_of_(result)
               ? std::optional{result}
               : std::nullopt;
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
