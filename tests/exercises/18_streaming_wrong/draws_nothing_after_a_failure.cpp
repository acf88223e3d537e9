// REJECTED BY: failed_task
// After a failure it gives what is there, and submits no more.
#include "tests/exercises/18_streaming_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_window {
  using right_window::right_window;

 protected:
  std::optional<int> give(spoilt::outcome came,
                          std::unique_lock<std::mutex>& hold) override {
    over_ = over_ || std::holds_alternative<std::exception_ptr>(came);
    return right_window::give(std::move(came), hold);
  }
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}
