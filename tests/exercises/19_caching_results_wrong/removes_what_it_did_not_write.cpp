// REJECTED BY: others_meanwhile
// Reads back what it has published, and removes it if it is not the same: it
// may be another call's by then.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  void publish(const spoilt::bytes& entry) override {
    right_call::publish(entry);
    if (files_.read(name()).value_or(entry) != entry) {
      files_.remove(name());
    }
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
