// REJECTED BY: released
// Lets go once the blocking part is over.
#include "answer.hpp"

void releasing_the_lock::call_blocking(interpreter& python,
                                       const std::function<int()>& blocking) {
  const bool before = python.held_by_me();
  const int result = blocking();
  if (before) {
    python.release();
    python.acquire();
    python.store(result);
    return;
  }
  python.acquire();
  try {
    python.store(result);
  } catch (...) {
    python.release();
    throw;
  }
  python.release();
}
