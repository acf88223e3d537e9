// SAYS: a lambda cannot be a task (Python: can't pickle a lambda)
#include "common/workers/process_workers.hpp"

auto refused(tandem::process_workers& workers) {
  return workers.map<[](int x) { return x; }>(std::vector{1, 2});
}
