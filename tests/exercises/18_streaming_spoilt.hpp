#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <utility>
#include <variant>

#include "answer.hpp"

// What wrong answers of exercise 18 share: all that is right in them.
namespace spoilt {

using streaming::completion;
using streaming::outcome;
using streaming::source;
using streaming::submitter;

/// Where the outcome of one input comes.
struct place {
  std::optional<outcome> came;
};
using place_ptr = std::shared_ptr<place>;

/// A right window, in steps that a wrong one replaces.
class right_window : public streaming::window {
 public:
  right_window(std::size_t k, source from, submitter submit)
      : k_{k}, from_{std::move(from)}, submit_{std::move(submit)} {}

  std::optional<int> next() override {
    fill();
    std::unique_lock hold{lock_};
    if (unread_.empty()) {
      return {};
    }
    wait(hold);
    return give(take(), hold);
  }

 protected:
  virtual bool has_room() { return unread_.size() < k_; }
  virtual void fill() {
    std::unique_lock hold{lock_};
    while (!over_ && has_room()) {
      add_one(hold);
    }
  }
  virtual void add_one(std::unique_lock<std::mutex>& hold) {
    hold.unlock();  // `done` may be called meanwhile
    const auto here = std::make_shared<place>();
    bool added = false;
    try {
      const auto input = from_();
      if (!input) {
        hold.lock();
        over_ = true;
        return;
      }
      hold.lock();
      unread_.push_back(here);
      hold.unlock();
      added = true;
      submit_(*input,
              [this, here](outcome came) { put(here, std::move(came)); });
      hold.lock();
    } catch (...) {
      hold.lock();
      failed(here, added);
    }
  }
  /// The source has thrown, or submit.
  virtual void failed(const place_ptr& here, bool added) {
    over_ = true;
    here->came = std::current_exception();
    if (!added) {
      unread_.push_back(here);
    }
  }
  virtual void put(const place_ptr& here, outcome came) {
    const std::lock_guard hold{lock_};
    here->came = std::move(came);
    changed_.notify_all();
  }
  virtual void wait(std::unique_lock<std::mutex>& hold) {
    changed_.wait(hold, [this] { return unread_.front()->came.has_value(); });
  }
  virtual outcome take() {
    auto came = std::move(unread_.front()->came).value();
    unread_.pop_front();
    return came;
  }
  virtual std::optional<int> give(outcome came,
                                  std::unique_lock<std::mutex>& hold) {
    hold.unlock();
    if (const auto* why = std::get_if<std::exception_ptr>(&came)) {
      std::rethrow_exception(*why);
    }
    return std::get<int>(came);
  }

  std::size_t k_;
  source from_;
  submitter submit_;
  std::mutex lock_;
  std::condition_variable changed_;
  std::deque<place_ptr> unread_;
  bool over_ = false;
};

inline void refuse(std::size_t k) {
  if (k == 0) {
    throw std::invalid_argument{"a window of 0"};
  }
}

template <class Window>
std::unique_ptr<streaming::window> made(std::size_t k, source from,
                                        submitter submit) {
  refuse(k);
  return std::make_unique<Window>(k, std::move(from), std::move(submit));
}

}  // namespace spoilt
