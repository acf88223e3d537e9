// REJECTED BY: nested
// Without the lock it just calls, and forgets the result.
#include "tests/exercises/08_releasing_the_lock_spoilt.hpp"

void releasing_the_lock::call_blocking(interpreter& python,
                                       const std::function<int()>& blocking) {
  if (!python.held_by_me()) {
    blocking();
    return;
  }
  python.store(spoilt::run_released(python, blocking));
}
