// Boost.ScopeExit puts the lock right.
#include "answer.hpp"

#include <boost/scope_exit.hpp>

void releasing_the_lock::call_blocking(interpreter& python,
                                       const std::function<int()>& blocking) {
  const bool held = python.held_by_me();
  BOOST_SCOPE_EXIT_ALL(&python, held) {
    if (python.held_by_me() && !held) python.release();
    if (!python.held_by_me() && held) python.acquire();
  };
  if (held) python.release();
  const int result = blocking();
  python.acquire();
  python.store(result);
}
