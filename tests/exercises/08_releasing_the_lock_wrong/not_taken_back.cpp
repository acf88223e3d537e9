// REJECTED BY: taken_back
// Stores with the lock, but does not keep what it had.
#include "tests/exercises/08_releasing_the_lock_spoilt.hpp"

void releasing_the_lock::call_blocking(interpreter& python,
                                       const std::function<int()>& blocking) {
  if (!python.held_by_me()) {
    spoilt::store_held(python, blocking());
    return;
  }
  python.release();
  int result = 0;
  try {
    result = blocking();
  } catch (...) {
    python.acquire();
    throw;
  }
  spoilt::store_held(python, result);
}
