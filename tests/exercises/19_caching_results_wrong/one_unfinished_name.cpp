// REJECTED BY: first_call
// Two that compute the same call write to the same unfinished file.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  void publish(const spoilt::bytes& entry) override {
    const auto unfinished = name() + ".tmp";
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
