// REJECTED BY: others_meanwhile
// Throws the result away where it cannot be kept.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  void keep(const spoilt::bytes& result) override { publish(entry(result)); }
  void publish(const spoilt::bytes& entry) override {
    const auto unfinished = files_.unused_name();
    try {
      files_.write(unfinished, entry);
      files_.rename(unfinished, name());
    } catch (const spoilt::folder_error&) {
      files_.remove(unfinished);
      throw;
    }
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
