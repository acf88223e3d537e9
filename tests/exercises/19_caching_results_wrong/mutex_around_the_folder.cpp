// REJECTED BY: deadlock
// One thread at a time uses the folder, whose functions may call cached.
#include "tests/exercises/19_caching_results_spoilt.hpp"

#include <mutex>

namespace {

class wrong final : public spoilt::right_call {
  using right_call::right_call;

 protected:
  std::optional<spoilt::bytes> look_up() override {
    const std::lock_guard hold{lock};
    return right_call::look_up();
  }
  void keep(const spoilt::bytes& result) override {
    const std::lock_guard hold{lock};
    right_call::keep(result);
  }

 private:
  static inline std::mutex lock;
};

}  // namespace

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  return wrong{wanted, files, sum_of}.run();
}
