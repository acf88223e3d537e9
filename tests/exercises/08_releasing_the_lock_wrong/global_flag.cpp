// REJECTED BY: two_threads
// One flag for all threads: has somebody let go?
#include "tests/exercises/08_releasing_the_lock_spoilt.hpp"

namespace {
bool let_go = false;
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
