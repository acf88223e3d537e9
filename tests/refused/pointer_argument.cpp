// SAYS: a pointer means nothing in another process
#include "common/workers/process_workers.hpp"

int first(const int* x) { return *x; }

auto refused(tandem::process_workers& workers) {
  return workers.map<&first>(std::vector<const int*>(2));
}
