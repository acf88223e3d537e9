// SAYS: a lambda cannot be a task (Python: can't pickle a lambda)
#include "common/workers/parallel.hpp"

auto refused() {
  return tandem::delayed<[](int x) { return x; }>(1);
}
