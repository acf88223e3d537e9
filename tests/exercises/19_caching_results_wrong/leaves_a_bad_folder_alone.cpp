// REJECTED BY: failing_folder
// Uses no folder any more after a few failures in a row: the next one may be a
// good one.
#include "tests/exercises/19_caching_results_spoilt.hpp"

#include <atomic>

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 public:
  spoilt::bytes run() override {
    constexpr int enough = 5;
    return failures() < enough ? right_call::run() : wanted_.compute();
  }

 protected:
  void keep(const spoilt::bytes& result) override {
    try {
      const auto unfinished = files_.unused_name();
      try {
        files_.write(unfinished, entry(result));
        files_.rename(unfinished, name());
        failures() = 0;
      } catch (const spoilt::folder_error&) {
        ++failures();
        files_.remove(unfinished);
      }
    } catch (const spoilt::folder_error&) {
    }
  }

 private:
  static std::atomic<int>& failures() {
    static std::atomic<int> all = 0;
    return all;
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
