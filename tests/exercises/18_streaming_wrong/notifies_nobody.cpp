// REJECTED BY: first_wait
// Who waits is not woken.
#include "tests/exercises/18_streaming_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_window {
  using right_window::right_window;

 protected:
  void put(const spoilt::place_ptr& here, spoilt::outcome came) override {
    const std::lock_guard hold{lock_};
    here->came = std::move(came);
  }
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}
