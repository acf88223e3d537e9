// REJECTED BY: function_fails
// Opens its file before it computes, and forgets it if something other than
// a std::exception comes.
#include "tests/exercises/19_caching_results_spoilt.hpp"

#include <exception>

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 public:
  spoilt::bytes run() override {
    if (auto found = look_up()) {
      return *found;
    }
    const auto unfinished = files_.unused_name();
    try {
      files_.write(unfinished, "");
    } catch (const spoilt::folder_error&) {
    }
    spoilt::bytes result;
    try {
      result = wanted_.compute();
    } catch (const std::exception&) {
      discard(unfinished);
      throw;
    }
    try {
      files_.write(unfinished, entry(result));
      files_.rename(unfinished, name());
    } catch (const spoilt::folder_error&) {
      discard(unfinished);
    }
    return result;
  }

 private:
  void discard(const std::string& unfinished) {
    try {
      files_.remove(unfinished);
    } catch (const spoilt::folder_error&) {
    }
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
