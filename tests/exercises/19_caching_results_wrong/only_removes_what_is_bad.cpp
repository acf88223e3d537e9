// REJECTED BY: versions
// Removes an entry that is not good, computes, and keeps nothing.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  std::optional<spoilt::bytes> look_up() override {
    auto found = right_call::look_up();
    try {
      was_bad_ = !found && files_.read(name());
      if (was_bad_) {
        files_.remove(name());
      }
    } catch (const spoilt::folder_error&) {
    }
    return found;
  }
  void keep(const spoilt::bytes& result) override {
    if (!was_bad_) {
      right_call::keep(result);
    }
  }

 private:
  bool was_bad_ = false;
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
