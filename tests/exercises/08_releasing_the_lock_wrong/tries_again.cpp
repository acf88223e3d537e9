// REJECTED BY: exception
// Calls once more what was interrupted.
#include <system_error>

#include "tests/exercises/08_releasing_the_lock_spoilt.hpp"

void releasing_the_lock::call_blocking(interpreter& python,
                                       const std::function<int()>& blocking) {
  const int result = spoilt::run_released(python, [&] {
    while (true) {
      try {
        return blocking();
      } catch (const std::system_error& error) {
        if (error.code() != std::errc::interrupted) throw;
      }
    }
  });
  spoilt::store_held(python, result);
}
