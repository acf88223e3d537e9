// REJECTED BY: data_race
// The flag is atomic, but orders nothing: the result may be seen later.
#include "tests/exercises/18_streaming_spoilt.hpp"

#include <atomic>

namespace {

struct place {
  std::optional<spoilt::outcome> came;
  std::atomic<int> there{0};

  void put(spoilt::outcome now) {
    came = std::move(now);  // races
    there.store(1, std::memory_order_relaxed);
    there.notify_one();
  }
  spoilt::outcome take() {
    while (there.load(std::memory_order_relaxed) == 0) {
      there.wait(0, std::memory_order_relaxed);
    }
    return std::move(*came);  // races
  }
};

class wrong final : public streaming::window {
 public:
  wrong(std::size_t k, spoilt::source from, spoilt::submitter submit)
      : k_{k}, from_{std::move(from)}, submit_{std::move(submit)} {}

  std::optional<int> next() override {
    while (!over_ && unread_.size() < k_) {
      const auto here = std::make_shared<place>();
      bool added = false;
      try {
        const auto input = from_();
        if (!input) {
          over_ = true;
          break;
        }
        unread_.push_back(here);
        added = true;
        submit_(*input,
                [here](spoilt::outcome came) { here->put(std::move(came)); });
      } catch (...) {
        over_ = true;
        if (!added) {
          unread_.push_back(here);
        }
        here->put(std::current_exception());
      }
    }
    if (unread_.empty()) {
      return {};
    }
    auto came = unread_.front()->take();
    unread_.pop_front();
    if (const auto* why = std::get_if<std::exception_ptr>(&came)) {
      std::rethrow_exception(*why);
    }
    return std::get<int>(came);
  }

 private:
  std::size_t k_;
  spoilt::source from_;
  spoilt::submitter submit_;
  bool over_ = false;
  std::deque<std::shared_ptr<place>> unread_;
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}
