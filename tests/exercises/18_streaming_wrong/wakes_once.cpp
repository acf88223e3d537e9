// REJECTED BY: in_order
// Takes the first wake-up for that of the result it waits for.
#include "tests/exercises/18_streaming_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_window {
  using right_window::right_window;

 protected:
  void wait(std::unique_lock<std::mutex>& hold) override {
    if (!unread_.front()->came) {
      changed_.wait(hold);
    }
  }
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}
