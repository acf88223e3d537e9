// REJECTED BY: two_threads
// A mutex of its own around the blocking part.
#include <mutex>

#include "tests/exercises/08_releasing_the_lock_spoilt.hpp"

void releasing_the_lock::call_blocking(interpreter& python,
                                       const std::function<int()>& blocking) {
  static std::recursive_mutex one_at_a_time;
  const int result = spoilt::run_released(python, [&] {
    const std::lock_guard hold{one_at_a_time};
    return blocking();
  });
  spoilt::store_held(python, result);
}
