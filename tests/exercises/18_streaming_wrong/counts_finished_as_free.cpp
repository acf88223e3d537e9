// REJECTED BY: done_is_not_read
// A result that is there and unread takes no place.
#include "tests/exercises/18_streaming_spoilt.hpp"

#include <algorithm>

namespace {

class wrong final : public spoilt::right_window {
  using right_window::right_window;

 protected:
  bool has_room() override {
    return static_cast<std::size_t>(std::ranges::count_if(
               unread_, [](const auto& one) { return !one->came; })) < k_;
  }
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}
