// REJECTED BY: failed_task
// Fills the window when it is made, and after each result: a failure leaves
// next() before that, and after k of them nothing is left to wait for.
#include "tests/exercises/18_streaming_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_window {
 public:
  wrong(std::size_t k, spoilt::source from, spoilt::submitter submit)
      : right_window{k, std::move(from), std::move(submit)} {
    right_window::fill();
  }

  std::optional<int> next() override {
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
