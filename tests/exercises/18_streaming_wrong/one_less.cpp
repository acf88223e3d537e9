// REJECTED BY: first_wait
// A place of the window stays empty, where there are several.
#include "tests/exercises/18_streaming_spoilt.hpp"

#include <algorithm>

namespace {

class wrong final : public spoilt::right_window {
  using right_window::right_window;

 protected:
  bool has_room() override {
    return unread_.size() < std::max<std::size_t>(k_ - 1, 1);
  }
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}
