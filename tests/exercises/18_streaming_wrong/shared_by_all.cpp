// REJECTED BY: two_windows
// Counts what is unread in all windows together.
#include "tests/exercises/18_streaming_spoilt.hpp"

namespace {

std::size_t& unread_anywhere() {
  static std::size_t count = 0;
  return count;
}

class wrong final : public spoilt::right_window {
 public:
  wrong(std::size_t k, spoilt::source from, spoilt::submitter submit)
      : right_window{k, std::move(from), std::move(submit)} {
    unread_anywhere() = 0;
  }

 protected:
  bool has_room() override { return unread_anywhere() < k_; }
  void add_one(std::unique_lock<std::mutex>& hold) override {
    const auto before = unread_.size();
    right_window::add_one(hold);
    unread_anywhere() += unread_.size() - before;
  }
  spoilt::outcome take() override {
    --unread_anywhere();
    return right_window::take();
  }
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}
