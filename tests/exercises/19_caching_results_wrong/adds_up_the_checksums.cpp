// REJECTED BY: order_of_arguments
// Makes the key of the sums of the arguments' bytes, wherever they stand.
#include "tests/exercises/19_caching_results_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  spoilt::bytes key() override {
    spoilt::bytes all(spoilt::digits, '\0');
    for (const auto& argument : wanted_.arguments) {
      const auto sum = sum_of_(argument);
      for (std::size_t i = 0; i < all.size(); ++i) {
        all[i] = static_cast<char>(all[i] + sum[i]);
      }
    }
    return all;
  }
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
