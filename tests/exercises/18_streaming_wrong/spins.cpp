// REJECTED BY: first_wait
// Looks again and again, and lets others run meanwhile.
#include "tests/exercises/18_streaming_spoilt.hpp"

#include <thread>

namespace {

class wrong final : public spoilt::right_window {
  using right_window::right_window;

 protected:
  void wait(std::unique_lock<std::mutex>& hold) override {
    while (!unread_.front()->came) {
      hold.unlock();
      std::this_thread::yield();
      hold.lock();
    }
  }
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}
