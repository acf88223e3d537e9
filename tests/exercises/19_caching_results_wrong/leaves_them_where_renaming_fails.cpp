// REJECTED BY: failing_folder
// Thinks of a write that fails, but not of a rename.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  void publish(const spoilt::bytes& entry) override {
    const auto unfinished = files_.unused_name();
    try {
      files_.write(unfinished, entry);
    } catch (const spoilt::folder_error&) {
      files_.remove(unfinished);
      return;
    }
    files_.rename(unfinished, name());
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
