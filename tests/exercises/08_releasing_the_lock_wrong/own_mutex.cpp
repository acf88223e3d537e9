// REJECTED BY: deadlock
// A mutex around it all: who waits for it holds the other lock.
#include <mutex>

#include "tests/exercises/08_releasing_the_lock_spoilt.hpp"

void releasing_the_lock::call_blocking(interpreter& python,
                                       const std::function<int()>& blocking) {
  static std::recursive_mutex one_at_a_time;
  const std::lock_guard hold{one_at_a_time};
  const int result = spoilt::run_released(python, blocking);
  spoilt::store_held(python, result);
}
