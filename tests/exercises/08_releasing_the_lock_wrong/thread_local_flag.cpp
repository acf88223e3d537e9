// REJECTED BY: callback
// Remembers that it let go, not that a callback took the lock.
#include "tests/exercises/08_releasing_the_lock_spoilt.hpp"

namespace {
thread_local bool let_go = false;
}  // namespace

void releasing_the_lock::call_blocking(interpreter& python,
                                       const std::function<int()>& blocking) {
  if (let_go) {  // an outer call has done it
    spoilt::store_held(python, blocking());
    return;
  }
  const bool before = python.held_by_me();
  let_go = true;
  if (before) python.release();
  int result = 0;
  try {
    result = blocking();
  } catch (...) {
    if (before) python.acquire();
    let_go = false;
    throw;
  }
  if (before) python.acquire();
  let_go = false;
  spoilt::store_held(python, result);
}
