#include "answer.hpp"

namespace {

using releasing_the_lock::interpreter;

/// Holds the lock, or does not, for as long as this object lives; then the lock
/// is as before.
class lock_state {
 public:
  lock_state(interpreter& python, bool held)
      : python_{python}, before_{python.held_by_me()} {
    change_to(held);
  }
  lock_state(const lock_state&) = delete;
  lock_state& operator=(const lock_state&) = delete;
  ~lock_state() { change_to(before_); }

 private:
  void change_to(bool held) {
    if (held == python_.held_by_me()) {
      return;
    }
    if (held) {
      python_.acquire();
    } else {
      python_.release();
    }
  }

  interpreter& python_;
  bool before_;
};

}  // namespace

void releasing_the_lock::call_blocking(interpreter& python,
                                       const std::function<int()>& blocking) {
  int result = 0;
  {
    const lock_state released{python, false};
    result = blocking();
  }
  const lock_state held{python, true};
  python.store(result);
}
