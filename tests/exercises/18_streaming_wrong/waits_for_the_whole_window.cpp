// REJECTED BY: first_wait
// Gives nothing before all of the window is there.
#include "tests/exercises/18_streaming_spoilt.hpp"

#include <algorithm>

namespace {

class wrong final : public spoilt::right_window {
  using right_window::right_window;

 protected:
  void wait(std::unique_lock<std::mutex>& hold) override {
    changed_.wait(hold, [this] {
      return std::ranges::all_of(
          unread_, [](const auto& one) { return one->came.has_value(); });
    });
  }
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}
