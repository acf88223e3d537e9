// REJECTED BY: locale
// Writes lengths with a stream: a process with another locale finds nothing.
#include "tests/exercises/19_caching_results_spoilt.hpp"

#include <sstream>

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  spoilt::bytes key() override {
    std::ostringstream all;
    for (const auto& argument : wanted_.arguments) {
      all << argument.size() << ":" << argument;
    }
    return all.str();
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
