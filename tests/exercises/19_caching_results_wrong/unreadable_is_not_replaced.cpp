// REJECTED BY: unreadable
// Keeps nothing where reading has failed, though it may well write.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  std::optional<spoilt::bytes> look_up() override {
    try {
      const auto entry = files_.read(name());
      return entry ? result_in(*entry) : std::nullopt;
    } catch (const spoilt::folder_error&) {
      can_read_ = false;
      return {};
    }
  }
  void keep(const spoilt::bytes& result) override {
    if (can_read_) {
      right_call::keep(result);
    }
  }

 private:
  bool can_read_ = true;
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
