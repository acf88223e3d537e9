// REJECTED BY: others_meanwhile
// Does not try again once a folder has failed.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  void keep(const spoilt::bytes& result) override {
    static bool works = true;
    const auto unfinished = files_.unused_name();
    if (!works) {
      return;
    }
    try {
      files_.write(unfinished, entry(result));
      files_.rename(unfinished, name());
    } catch (const spoilt::folder_error&) {
      works = false;
      try {
        files_.remove(unfinished);
      } catch (const spoilt::folder_error&) {
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
