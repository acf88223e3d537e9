// REJECTED BY: nested
// Releases whether or not the thread holds the lock.
#include "tests/exercises/08_releasing_the_lock_spoilt.hpp"

void releasing_the_lock::call_blocking(interpreter& python,
                                       const std::function<int()>& blocking) {
  const bool before = python.held_by_me();
  python.release();
  int result = 0;
  try {
    result = blocking();
  } catch (...) {
    if (before) python.acquire();
    throw;
  }
  if (before) python.acquire();
  spoilt::store_held(python, result);
}
