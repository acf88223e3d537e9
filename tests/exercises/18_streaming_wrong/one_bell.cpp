// REJECTED BY: two_windows
// One lock and one condition for the readers of all windows, and notify_one:
// it may wake the reader of another window, who sleeps on.
#include "tests/exercises/18_streaming_spoilt.hpp"

namespace {

std::mutex bell_lock;
std::condition_variable bell;

class wrong final : public spoilt::right_window {
  using right_window::right_window;

 protected:
  void put(const spoilt::place_ptr& here, spoilt::outcome came) override {
    const std::lock_guard hold{bell_lock};
    here->came = std::move(came);
    bell.notify_one();
  }
  void wait(std::unique_lock<std::mutex>& /*hold*/) override {
    std::unique_lock hold{bell_lock};
    bell.wait(hold, [this] { return unread_.front()->came.has_value(); });
  }
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}
