#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "answer.hpp"
#include "common/teaching/probe.hpp"

namespace scene {

struct stored_result {
  int value = 0;
  bool held = false;  ///< whether the thread held the lock
  std::thread::id by;
};

/// An interpreter that records what is done to it, and goes on where a real one
/// would end the program or wait for ever.
class recorder final : public releasing_the_lock::interpreter {
 public:
  std::function<void()> before_acquire = [] {};
  std::function<void()> before_store = [] {};

  [[nodiscard]] bool held_by_me() const override {
    const std::lock_guard hold{records_};
    return holder_ == std::this_thread::get_id();
  }
  void acquire() override {
    before_acquire();
    std::unique_lock hold{records_};
    ++acquires_;
    if (holder_ == std::this_thread::get_id()) {
      misuse_ = {.expected = "acquire only by a thread without the lock",
                 .saw = "acquire by a thread that held it already",
                 .why = "it would wait for itself, for ever"};
      return;
    }
    freed_.wait(hold, [this] { return holder_ == std::thread::id{}; });
    holder_ = std::this_thread::get_id();
  }
  void release() override {
    const std::lock_guard hold{records_};
    if (holder_ != std::this_thread::get_id()) {
      misuse_ = {.expected = "release only by the thread that holds the lock",
                 .saw = "release by a thread that did not hold it",
                 .why =
                     "it might free the lock under another thread: CPython "
                     "ends the program there"};
      return;
    }
    holder_ = {};
    freed_.notify_one();
  }
  void store(int result) override {
    {
      const std::lock_guard hold{records_};
      const auto me = std::this_thread::get_id();
      stored_.push_back({result, holder_ == me, me});
    }
    before_store();
  }

  /// Leaves the lock as a thread of the check needs it, whatever it is now.
  void end_of_thread() {
    if (held_by_me()) {
      release();
    }
  }

  // What was recorded: once the other threads have been joined.
  [[nodiscard]] const tandem::mismatch& misuse() const { return misuse_; }
  [[nodiscard]] int acquires() const { return acquires_; }
  [[nodiscard]] const std::vector<stored_result>& stored() const {
    return stored_;
  }

 private:
  mutable std::mutex records_;
  std::condition_variable freed_;
  std::thread::id holder_;
  tandem::mismatch misuse_;
  int acquires_ = 0;
  std::vector<stored_result> stored_;
};

}  // namespace scene
