// The interpreter as a standard lockable, and its reverse.
#include "answer.hpp"

#include <mutex>

namespace {

struct lockable {
  releasing_the_lock::interpreter& python;
  void lock() { python.acquire(); }
  void unlock() { python.release(); }
};

struct reversed {
  std::unique_lock<lockable>& held;
  void lock() { held.unlock(); }
  void unlock() { held.lock(); }
};

}  // namespace

void releasing_the_lock::call_blocking(interpreter& python,
                                       const std::function<int()>& blocking) {
  lockable interpreter{python};
  std::unique_lock held = python.held_by_me()
                              ? std::unique_lock{interpreter, std::adopt_lock}
                              : std::unique_lock{interpreter, std::defer_lock};
  const bool began_held = held.owns_lock();
  int result = 0;
  try {
    reversed free{held};
    std::unique_lock let_go{free, std::defer_lock};
    if (began_held) let_go.lock();
    result = blocking();
    if (!began_held) held.lock();
  } catch (...) {
    if (began_held) held.release();  // goes on to be the caller's
    throw;
  }
  if (!began_held) {
    python.store(result);
    return;
  }
  held.release();
  python.store(result);
}
