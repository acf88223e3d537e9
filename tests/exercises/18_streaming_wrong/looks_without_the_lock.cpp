// REJECTED BY: data_race
// Looks whether the result is there before it takes the lock.
#include "tests/exercises/18_streaming_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_window {
  using right_window::right_window;

 public:
  std::optional<int> next() override {
    fill();
    std::unique_lock hold{lock_, std::defer_lock};
    if (unread_.empty()) {
      return {};
    }
    if (!unread_.front()->came) {  // races
      hold.lock();
      wait(hold);
      hold.unlock();
    }
    auto came = take();
    if (const auto* why = std::get_if<std::exception_ptr>(&came)) {
      std::rethrow_exception(*why);
    }
    return std::get<int>(came);
  }

 protected:
  /// The list is the reader's own: this one takes no lock for it.
  void fill() override {
    while (!over_ && has_room()) {
      const auto here = std::make_shared<spoilt::place>();
      bool added = false;
      try {
        const auto input = from_();
        if (!input) {
          over_ = true;
          return;
        }
        unread_.push_back(here);
        added = true;
        submit_(*input, [this, here](spoilt::outcome came) {
          put(here, std::move(came));
        });
      } catch (...) {
        failed(here, added);
      }
    }
  }
  void put(const spoilt::place_ptr& here, spoilt::outcome came) override {
    const std::lock_guard hold{lock_};
    here->came = std::move(came);  // races
    changed_.notify_all();
  }
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}
