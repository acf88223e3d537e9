// REJECTED BY: first_wait
// Waits for a second at a time, in case nobody wakes it.
#include "tests/exercises/18_streaming_spoilt.hpp"

#include <chrono>

namespace {

class wrong final : public spoilt::right_window {
  using right_window::right_window;

 protected:
  void wait(std::unique_lock<std::mutex>& hold) override {
    while (!changed_.wait_for(hold, std::chrono::seconds{1}, [this] {
      return unread_.front()->came.has_value();
    })) {
    }
  }
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}
