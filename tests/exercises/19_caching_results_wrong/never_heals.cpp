// REJECTED BY: versions
// Keeps a result only where there is no file yet, be it good or not.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  void keep(const spoilt::bytes& result) override {
    try {
      if (!files_.read(name())) {
        right_call::keep(result);
      }
    } catch (const spoilt::folder_error&) {
    }
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
