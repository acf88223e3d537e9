// REJECTED BY: others_meanwhile
// Computes once more where the result cannot be kept.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

/// Lets what the folder throws pass.
class strict final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  std::optional<spoilt::bytes> look_up() override {
    const auto entry = files_.read(name());
    return entry ? result_in(*entry) : std::nullopt;
  }
  void keep(const spoilt::bytes& result) override {
    const auto unfinished = files_.unused_name();
    try {
      files_.write(unfinished, entry(result));
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
  try {
    return strict{wanted, files, sum_of}.run();
  } catch (const folder_error&) {
    return wanted.compute();
  }
}
