// REJECTED BY: window_is_full
// The result that next() waits for has left the window already.
#include "tests/exercises/18_streaming_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_window {
  using right_window::right_window;

 protected:
  bool has_room() override { return unread_.size() < k_ + 1; }
  void fill() override {
    const auto k = k_;
    k_ = unread_.empty() ? k_ - 1 : k_;  // before the first call
    right_window::fill();
    k_ = k;
  }
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}
