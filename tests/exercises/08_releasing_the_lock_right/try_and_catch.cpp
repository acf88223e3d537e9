// Each way out by hand.
#include "answer.hpp"

void releasing_the_lock::call_blocking(interpreter& python,
                                       const std::function<int()>& blocking) {
  const bool held = python.held_by_me();
  if (held) python.release();
  try {
    const int result = blocking();
    python.acquire();
    python.store(result);
  } catch (...) {
    if (held && !python.held_by_me()) python.acquire();
    if (!held && python.held_by_me()) python.release();
    throw;
  }
  if (!held) python.release();
}
