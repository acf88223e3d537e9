// REJECTED BY: versions
// Keeps the version last, and finds it at the end of a longer one.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  spoilt::bytes entry(const spoilt::bytes& result) override {
    const auto rest =
        spoilt::framed(name()) + spoilt::framed(result) + wanted_.version;
    return sum_of_(rest) + rest;
  }
  std::optional<spoilt::bytes> result_in(const spoilt::bytes& entry) override {
    if (entry.size() < spoilt::digits) {
      return {};
    }
    const auto rest = entry.substr(spoilt::digits);
    if (entry.substr(0, spoilt::digits) != sum_of_(rest) ||
        !rest.starts_with(spoilt::framed(name())) ||
        !rest.ends_with(wanted_.version)) {
      return {};
    }
    const auto last = rest.substr(spoilt::framed(name()).size());
    return last.substr(last.find(':') + 1, std::stoull(last));
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
