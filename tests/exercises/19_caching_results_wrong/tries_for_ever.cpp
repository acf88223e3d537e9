// REJECTED BY: failing_folder
// Tries to write until it succeeds.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  void publish(const spoilt::bytes& entry) override {
    while (true) {
      const auto unfinished = files_.unused_name();
      try {
        files_.write(unfinished, entry);
        files_.rename(unfinished, name());
        return;
      } catch (const spoilt::folder_error&) {
        try {
          files_.remove(unfinished);
        } catch (const spoilt::folder_error&) {
        }
      }
    }
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
