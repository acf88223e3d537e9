// REJECTED BY: exception
// Nobody learns what the blocking part threw.
#include "tests/exercises/08_releasing_the_lock_spoilt.hpp"

void releasing_the_lock::call_blocking(interpreter& python,
                                       const std::function<int()>& blocking) {
  int result = 0;
  try {
    result = spoilt::run_released(python, blocking);
  } catch (...) {
    return;
  }
  spoilt::store_held(python, result);
}
