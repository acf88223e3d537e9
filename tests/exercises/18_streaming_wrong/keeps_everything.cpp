// REJECTED BY: keeps_nothing
// Keeps what it has given, in case somebody wants it again.
#include "tests/exercises/18_streaming_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_window {
  using right_window::right_window;

 protected:
  spoilt::outcome take() override {
    given_.push_back(*unread_.front()->came);
    return right_window::take();
  }

 private:
  std::deque<spoilt::outcome> given_;
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}
