// REJECTED BY: others_meanwhile
// Reads its own result back, and meanwhile another version has replaced it.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 public:
  spoilt::bytes run() override {
    if (auto found = look_up()) {
      return *found;
    }
    const auto result = wanted_.compute();
    keep(result);
    try {
      const auto entry = files_.read(name());
      if (entry && entry->size() > spoilt::digits + head().size()) {
        return entry->substr(spoilt::digits + head().size());
      }
    } catch (const spoilt::folder_error&) {
    }
    return result;
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
