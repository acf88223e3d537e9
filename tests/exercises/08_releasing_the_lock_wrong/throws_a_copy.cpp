// REJECTED BY: exception
// Throws a copy of the base class: the rest is lost.
#include <stdexcept>

#include "tests/exercises/08_releasing_the_lock_spoilt.hpp"

void releasing_the_lock::call_blocking(interpreter& python,
                                       const std::function<int()>& blocking) {
  int result = 0;
  try {
    result = spoilt::run_released(python, blocking);
  } catch (std::runtime_error& error) {
    throw error;
  }
  spoilt::store_held(python, result);
}
