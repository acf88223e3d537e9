// REJECTED BY: two_threads
// All calls keep their result in one place.
#include "tests/exercises/08_releasing_the_lock_spoilt.hpp"

void releasing_the_lock::call_blocking(interpreter& python,
                                       const std::function<int()>& blocking) {
  static int result = 0;
  spoilt::run_released(python, [&] { return result = blocking(); });
  spoilt::store_held(python, result);
}
