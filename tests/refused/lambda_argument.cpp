// SAYS: a callable cannot cross to another process (Python: can't pickle a
// lambda)
#include "common/workers/process_workers.hpp"

void refused(tandem::process_workers& workers) {
  const int factor = 3;
  workers.map([=](int x) { return factor * x; }, std::vector{1, 2});
}
