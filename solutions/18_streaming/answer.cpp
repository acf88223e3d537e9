#include "answer.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <stdexcept>
#include <utility>

namespace {

using streaming::outcome;

/// Where the outcome of one input comes.
class place {
 public:
  void put(outcome came) {
    const std::lock_guard hold{lock_};
    came_ = std::move(came);
    is_there_ = true;
    changed_.notify_one();
  }
  /// Waits until it is there.
  outcome take() {
    std::unique_lock hold{lock_};
    changed_.wait(hold, [this] { return is_there_; });
    return std::move(came_);
  }

 private:
  std::mutex lock_;
  std::condition_variable changed_;
  outcome came_;
  bool is_there_ = false;
};

class ordered_window final : public streaming::window {
 public:
  ordered_window(std::size_t k, streaming::source from,
                 streaming::submitter submit)
      : k_{k}, from_{std::move(from)}, submit_{std::move(submit)} {}

  std::optional<int> next() override {
    fill();
    if (unread_.empty()) {
      return {};
    }
    const auto came = unread_.front()->take();
    unread_.pop_front();
    if (const auto* why = std::get_if<std::exception_ptr>(&came)) {
      std::rethrow_exception(*why);
    }
    return std::get<int>(came);
  }

 private:
  // Only the reader's thread is here: no lock, so that `done` may be called
  // meanwhile, by others and within submit.
  void fill() {
    while (!over_ && unread_.size() < k_) {
      // `done` keeps its place alive by itself.
      const auto here = std::make_shared<place>();
      try {
        const auto input = from_();
        if (!input) {
          over_ = true;
          return;
        }
        unread_.push_back(here);
        submit_(*input, [here](outcome came) { here->put(std::move(came)); });
      } catch (...) {
        fail_at_the_end(here);
      }
    }
  }
  void fail_at_the_end(const std::shared_ptr<place>& here) {
    over_ = true;
    if (unread_.empty() || unread_.back() != here) {
      unread_.push_back(here);
    }
    here->put(std::current_exception());
  }

  std::size_t k_;
  streaming::source from_;
  streaming::submitter submit_;
  bool over_ = false;
  std::deque<std::shared_ptr<place>> unread_;
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  if (k == 0) {
    throw std::invalid_argument{"a window of 0; allowed are numbers from 1"};
  }
  return std::make_unique<ordered_window>(k, std::move(from),
                                          std::move(submit));
}
