// REJECTED BY: failed_task
// Wakes the reader for a result, and not for a failure.
#include "tests/exercises/18_streaming_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_window {
  using right_window::right_window;

 protected:
  void put(const spoilt::place_ptr& here, spoilt::outcome came) override {
    const std::lock_guard hold{lock_};
    const bool failed = std::holds_alternative<std::exception_ptr>(came);
    here->came = std::move(came);
    if (!failed) {
      changed_.notify_all();
    }
  }
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}
