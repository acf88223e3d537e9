// REJECTED BY: without_the_lock
// Takes the lock first, so that there is one case only.
#include "tests/exercises/08_releasing_the_lock_spoilt.hpp"

void releasing_the_lock::call_blocking(interpreter& python,
                                       const std::function<int()>& blocking) {
  const bool before = python.held_by_me();
  if (!before) python.acquire();
  const spoilt::at_exit as_before{[&] {
    if (!before) python.release();
  }};
  python.store(spoilt::run_released(python, blocking));
}
