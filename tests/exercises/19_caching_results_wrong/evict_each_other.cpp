// REJECTED BY: every_digit
// Names of 8 digits. Each entry says whose it is, so no call gets the result
// of another; but of two that share a name, one is computed again and again.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  std::string name() override {
    return wanted_.function + "." + sum_of_(key()).substr(0, 8);
  }
  spoilt::bytes entry(const spoilt::bytes& result) override {
    return right_call::entry(spoilt::framed(key()) + result);
  }
  std::optional<spoilt::bytes> result_in(const spoilt::bytes& entry) override {
    const auto rest = right_call::result_in(entry);
    const auto call = spoilt::framed(key());
    return rest && rest->starts_with(call)
               ? std::optional{rest->substr(call.size())}
               : std::nullopt;
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
