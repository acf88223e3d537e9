// REJECTED BY: failed_task
// Submits an input once more when its task has failed.
#include "tests/exercises/18_streaming_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_window {
  using right_window::right_window;

 protected:
  void put(const spoilt::place_ptr& here, spoilt::outcome came) override {
    if (std::holds_alternative<std::exception_ptr>(came) && !again_) {
      again_ = true;
      submit_(0, [this, here](spoilt::outcome second) {
        right_window::put(here, std::move(second));
      });
      return;
    }
    right_window::put(here, std::move(came));
  }

 private:
  bool again_ = false;
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}
