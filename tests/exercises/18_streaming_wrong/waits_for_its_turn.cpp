// REJECTED BY: in_order
// A worker may put its result there only after those before it.
#include "tests/exercises/18_streaming_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_window {
  using right_window::right_window;

 protected:
  void put(const spoilt::place_ptr& here, spoilt::outcome came) override {
    std::unique_lock hold{lock_};
    changed_.wait(hold, [&] {
      for (const auto& one : unread_) {
        if (one == here) {
          break;
        }
        if (!one->came) {
          return false;
        }
      }
      return true;
    });
    here->came = std::move(came);
    changed_.notify_all();
  }
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}
