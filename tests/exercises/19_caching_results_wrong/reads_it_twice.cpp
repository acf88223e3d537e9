// REJECTED BY: others_meanwhile
// Looks whether the file is there, and takes for granted that it still is.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  std::optional<spoilt::bytes> look_up() override {
    try {
      if (files_.read(name())) {
        return result_in(files_.read(name()).value());
      }
    } catch (const spoilt::folder_error&) {
    }
    return {};
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
