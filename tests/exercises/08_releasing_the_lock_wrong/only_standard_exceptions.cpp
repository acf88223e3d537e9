// REJECTED BY: any_exception
// Takes the lock back for standard exceptions only.
#include <exception>

#include "tests/exercises/08_releasing_the_lock_spoilt.hpp"

void releasing_the_lock::call_blocking(interpreter& python,
                                       const std::function<int()>& blocking) {
  const bool before = python.held_by_me();
  if (before) python.release();
  int result = 0;
  try {
    result = blocking();
  } catch (const std::exception&) {
    if (before) python.acquire();
    throw;
  }
  if (before) python.acquire();
  spoilt::store_held(python, result);
}
