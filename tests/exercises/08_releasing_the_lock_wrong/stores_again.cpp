// REJECTED BY: store_throws
// Tries store once more when the memory was short.
#include <new>

#include "tests/exercises/08_releasing_the_lock_spoilt.hpp"

void releasing_the_lock::call_blocking(interpreter& python,
                                       const std::function<int()>& blocking) {
  const int result = spoilt::run_released(python, blocking);
  try {
    spoilt::store_held(python, result);
  } catch (const std::bad_alloc&) {
    spoilt::store_held(python, result);
  }
}
