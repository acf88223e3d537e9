// REJECTED BY: any_result
// Keeps the size of a result in 16 bits.
#include "tests/exercises/19_caching_results_spoilt.hpp"

#include <cstdint>

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  spoilt::bytes entry(const spoilt::bytes& result) override {
    const auto size = static_cast<std::uint16_t>(result.size());
    const auto rest = head() + std::to_string(size) + ":" + result;
    return sum_of_(rest) + rest;
  }
  std::optional<spoilt::bytes> result_in(const spoilt::bytes& entry) override {
    const auto rest = right_call::result_in(entry);
    if (!rest) {
      return {};
    }
    return rest->substr(rest->find(':') + 1, std::stoul(*rest));
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
