// REJECTED BY: where_a_version_ends
// Writes the length of the version, and nothing behind it.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  spoilt::bytes head() override {
    return spoilt::framed(name()) + std::to_string(wanted_.version.size()) +
           wanted_.version;
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
