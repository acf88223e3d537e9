// REJECTED BY: store_throws
// What store throws skips the line that lets go.
#include "tests/exercises/08_releasing_the_lock_spoilt.hpp"

void releasing_the_lock::call_blocking(interpreter& python,
                                       const std::function<int()>& blocking) {
  const int result = spoilt::run_released(python, blocking);
  const bool before = python.held_by_me();
  if (!before) python.acquire();
  python.store(result);
  if (!before) python.release();
}
