// SAYS: a task cannot change its caller's variables: it runs in another process
#include "common/workers/process_workers.hpp"

int increment(int& x) { return ++x; }

auto refused(tandem::process_workers& workers) {
  return workers.map<&increment>(std::vector{1, 2});
}
