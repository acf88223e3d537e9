// SAYS: a callable cannot cross to another process (Python: can't pickle a
// lambda)
#include <functional>

#include "common/workers/process_workers.hpp"

int apply(std::function<int(int)> f) { return f(1); }

auto refused(tandem::process_workers& workers) {
  return workers.map<&apply>(std::vector<std::function<int(int)>>(3));
}
