// REJECTED BY: first_call
// Takes the number of its process for a name that nobody else has.
#include "tests/exercises/19_caching_results_spoilt.hpp"

#include <unistd.h>

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  void publish(const spoilt::bytes& entry) override {
    const auto unfinished = "tmp-" + std::to_string(getpid());
    files_.write(unfinished, entry);
    files_.rename(unfinished, name());
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
