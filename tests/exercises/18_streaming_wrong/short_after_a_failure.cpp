// REJECTED BY: failed_task
// Fills the window after each result, or where it is empty: a failure leaves
// next() before that, and the next call waits with a place free.
#include "tests/exercises/18_streaming_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_window {
  using right_window::right_window;

 public:
  std::optional<int> next() override {
    if (unread_.empty()) {
      fill();
    }
    std::unique_lock hold{lock_};
    if (unread_.empty()) {
      return {};
    }
    wait(hold);
    const auto result = give(take(), hold);
    fill();
    return result;
  }
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}
