// REJECTED BY: versions
// Takes versions for numbers: "01" for "1", and "a" for "".
#include "tests/exercises/19_caching_results_spoilt.hpp"

#include <cstdlib>

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  spoilt::bytes head() override {
    return spoilt::framed(name()) +
           spoilt::framed(std::to_string(std::atoi(wanted_.version.c_str())));
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
