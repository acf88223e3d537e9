// REJECTED BY: whole_but_foreign
// An entry with a good checksum is one of ours, it thinks, and reads numbers
// where there may be none.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  std::optional<spoilt::bytes> result_in(const spoilt::bytes& entry) override {
    if (entry.size() < spoilt::digits ||
        !entry.starts_with(sum_of_(entry.substr(spoilt::digits)))) {
      return {};
    }
    const auto rest = entry.substr(spoilt::digits);
    const auto size = std::stoul(rest);  // of the name
    if (rest.substr(rest.find(':') + 1, size) != name()) {
      return {};
    }
    return right_call::result_in(entry);
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
