// REJECTED BY: again
// Keeps what it chose for a task, and forgets that the workers may be others.
#include <map>
#include <tuple>

#include "tests/exercises/16_backends_spoilt.hpp"

backends::choice backends::choose(const task& what, const workers& who) {
  static std::map<std::tuple<std::int64_t, spoilt::nanoseconds,
                             spoilt::nanoseconds, bool, bool, bool>,
                  choice>
      chosen;
  const std::tuple key{what.calls,   what.waits,           what.computes,
                       what.lets_go, what.needs_variables, what.may_crash};
  if (!chosen.contains(key)) {
    chosen[key] = spoilt::right(what, who);
  }
  return chosen[key];
}
