// REJECTED BY: stored
// Stores while the lock is still free.
#include "tests/exercises/08_releasing_the_lock_spoilt.hpp"

void releasing_the_lock::call_blocking(interpreter& python,
                                       const std::function<int()>& blocking) {
  spoilt::run_released(python, [&] {
    const int result = blocking();
    python.store(result);
    return result;
  });
}
