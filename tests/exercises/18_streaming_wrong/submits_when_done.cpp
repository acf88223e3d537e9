// REJECTED BY: first_wait
// Draws and submits in the thread that calls `done`, when that makes room.
#include "tests/exercises/18_streaming_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_window {
  using right_window::right_window;

 protected:
  bool has_room() override { return unread_.size() < k_ + free_; }
  void put(const spoilt::place_ptr& here, spoilt::outcome came) override {
    {
      const std::lock_guard hold{lock_};
      // Who waits for it takes it now.
      free_ = waits_ && !unread_.empty() && here == unread_.front() ? 1 : 0;
    }
    if (free_ == 1) {
      fill();
      const std::lock_guard hold{lock_};
      free_ = 0;
    }
    right_window::put(here, std::move(came));
  }
  void wait(std::unique_lock<std::mutex>& hold) override {
    waits_ = true;
    right_window::wait(hold);
    waits_ = false;
  }

 private:
  bool waits_ = false;
  std::size_t free_ = 0;
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}
