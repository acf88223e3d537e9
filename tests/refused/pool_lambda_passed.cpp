// SAYS: a callable cannot cross to another process (Python: can't pickle a
#include "common/workers/pool.hpp"

void refused(tandem::pool& workers, const std::vector<int>& numbers) {
  const int factor = 3;
  workers.map([=](int x) { return factor * x; }, numbers);
}
