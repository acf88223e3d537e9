// REJECTED BY: first_wait
// `done` returns when the result was read.
#include "tests/exercises/18_streaming_spoilt.hpp"

#include <algorithm>

namespace {

class wrong final : public spoilt::right_window {
  using right_window::right_window;

 protected:
  void put(const spoilt::place_ptr& here, spoilt::outcome came) override {
    std::unique_lock hold{lock_};
    here->came = std::move(came);
    changed_.notify_all();
    changed_.wait(hold, [&] {
      return std::ranges::find(unread_, here) == unread_.end();
    });
  }
  spoilt::outcome take() override {
    changed_.notify_all();
    return right_window::take();
  }
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}
