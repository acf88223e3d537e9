// REJECTED BY: others_meanwhile
// Keeps the key of the call in a variable that all calls share.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 public:
  spoilt::bytes run() override {
    key_now() = right_call::name();
    return right_call::run();
  }
  std::string name() override { return key_now(); }

 private:
  static std::string& key_now() {
    static std::string now;
    return now;
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
