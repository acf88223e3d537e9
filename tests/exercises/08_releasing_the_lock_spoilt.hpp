#pragma once

#include <functional>
#include <utility>

#include "answer.hpp"

// What most wrong answers share: all but their one mistake.
namespace spoilt {

/// Calls `action` when it goes out of scope.
class at_exit {
 public:
  explicit at_exit(std::function<void()> action) : action_{std::move(action)} {}
  at_exit(const at_exit&) = delete;
  at_exit& operator=(const at_exit&) = delete;
  ~at_exit() { action_(); }

 private:
  std::function<void()> action_;
};

/// Runs the blocking part with the lock free, then has the lock as before.
inline int run_released(releasing_the_lock::interpreter& python,
                        const std::function<int()>& blocking) {
  const bool before = python.held_by_me();
  if (before) {
    python.release();
  }
  const at_exit back{[&] {
    if (before) {
      python.acquire();
    }
  }};
  return blocking();
}

/// Stores with the lock held, then has it as before.
inline void store_held(releasing_the_lock::interpreter& python, int result) {
  const bool before = python.held_by_me();
  if (!before) {
    python.acquire();
  }
  const at_exit back{[&] {
    if (!before) {
      python.release();
    }
  }};
  python.store(result);
}

}  // namespace spoilt
