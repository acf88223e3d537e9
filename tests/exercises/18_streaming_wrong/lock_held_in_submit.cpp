// REJECTED BY: done_never_waits
// Holds its lock while it calls the source and submit.
#include "tests/exercises/18_streaming_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_window {
  using right_window::right_window;

 protected:
  void add_one(std::unique_lock<std::mutex>& /*hold*/) override {
    const auto here = std::make_shared<spoilt::place>();
    bool added = false;
    try {
      const auto input = from_();
      over_ = !input;
      if (input) {
        unread_.push_back(here);
        added = true;
        submit_(*input, [this, here](spoilt::outcome came) {
          put(here, std::move(came));
        });
      }
    } catch (...) {
      failed(here, added);
    }
  }
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}
