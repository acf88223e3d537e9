// REJECTED BY: exception
// An exception skips the line that takes the lock back.
#include "tests/exercises/08_releasing_the_lock_spoilt.hpp"

void releasing_the_lock::call_blocking(interpreter& python,
                                       const std::function<int()>& blocking) {
  const bool before = python.held_by_me();
  if (before) python.release();
  const int result = blocking();
  if (before) python.acquire();
  spoilt::store_held(python, result);
}
