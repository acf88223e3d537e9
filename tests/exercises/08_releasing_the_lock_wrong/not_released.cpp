// REJECTED BY: released
// Keeps the lock while it blocks.
#include "answer.hpp"

void releasing_the_lock::call_blocking(interpreter& python,
                                       const std::function<int()>& blocking) {
  const int result = blocking();
  const bool before = python.held_by_me();
  if (!before) python.acquire();
  try {
    python.store(result);
  } catch (...) {
    if (!before) python.release();
    throw;
  }
  if (!before) python.release();
}
