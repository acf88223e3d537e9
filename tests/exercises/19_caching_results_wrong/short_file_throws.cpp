// REJECTED BY: cut_short
// Takes 32 digits off an entry that has none.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  std::optional<spoilt::bytes> result_in(const spoilt::bytes& entry) override {
    const auto rest = entry.substr(spoilt::digits);
    const auto known = head();
    if (entry.substr(0, spoilt::digits) != sum_of_(rest) ||
        !rest.starts_with(known)) {
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
