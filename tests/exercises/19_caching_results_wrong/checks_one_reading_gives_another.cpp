// REJECTED BY: others_meanwhile
// Checks what it has read, and gives what it reads then.
#include "tests/exercises/19_caching_results_spoilt.hpp"

#include <algorithm>

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  std::optional<spoilt::bytes> look_up() override {
    if (!right_call::look_up()) {
      return {};
    }
    const auto known = head();
    try {
      const auto entry = files_.read(name()).value_or("");
      const auto begin = spoilt::digits + known.size();
      return entry.substr(std::min(begin, entry.size()));
    } catch (const spoilt::folder_error&) {
      return {};
    }
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
