// REJECTED BY: in_a_destructor
// Takes any exception for one that its blocking part has thrown.
#include <exception>

#include "tests/exercises/08_releasing_the_lock_spoilt.hpp"

namespace {

struct stores_at_the_end {
  releasing_the_lock::interpreter& python;
  int result = 0;

  ~stores_at_the_end() noexcept(false) {
    if (std::uncaught_exceptions() == 0) spoilt::store_held(python, result);
  }
};

}  // namespace

void releasing_the_lock::call_blocking(interpreter& python,
                                       const std::function<int()>& blocking) {
  stores_at_the_end last{python};
  last.result = spoilt::run_released(python, blocking);
}
