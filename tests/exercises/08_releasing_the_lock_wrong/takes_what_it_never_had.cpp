// REJECTED BY: nested
// A call that began without the lock ends with it.
#include "tests/exercises/08_releasing_the_lock_spoilt.hpp"

void releasing_the_lock::call_blocking(interpreter& python,
                                       const std::function<int()>& blocking) {
  const int result = spoilt::run_released(python, blocking);
  if (!python.held_by_me()) python.acquire();
  try {
    python.store(result);
  } catch (...) {
    python.release();
    throw;
  }
}
