// REJECTED BY: never_gone
// Removes an entry that is not whole before it computes: meanwhile, another
// process may have put a good one in its place.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  std::optional<spoilt::bytes> look_up() override {
    try {
      const auto entry = files_.read(name());
      if (!entry) {
        return {};
      }
      const bool whole =
          entry->size() >= spoilt::digits &&
          entry->starts_with(sum_of_(entry->substr(spoilt::digits)));
      if (!whole) {
        files_.remove(name());
        return {};
      }
      return result_in(*entry);
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
