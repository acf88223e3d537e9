// REJECTED BY: same_thread
// Leaves the waiting to another thread.
#include <future>

#include "tests/exercises/08_releasing_the_lock_spoilt.hpp"

void releasing_the_lock::call_blocking(interpreter& python,
                                       const std::function<int()>& blocking) {
  const int result = spoilt::run_released(
      python, [&] { return std::async(std::launch::async, blocking).get(); });
  spoilt::store_held(python, result);
}
