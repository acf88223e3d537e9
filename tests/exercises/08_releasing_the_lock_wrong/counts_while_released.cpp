// REJECTED BY: data_race
// Counts the calls in flight, where no lock keeps the others out.
#include "tests/exercises/08_releasing_the_lock_spoilt.hpp"

namespace {
int in_flight = 0;
}  // namespace

void releasing_the_lock::call_blocking(interpreter& python,
                                       const std::function<int()>& blocking) {
  const int result = spoilt::run_released(python, [&] {
    ++in_flight;
    const spoilt::at_exit over{[] { --in_flight; }};
    return blocking();
  });
  spoilt::store_held(python, result);
}
