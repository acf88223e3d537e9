// SAYS: a callable cannot cross to another process (Python: can't pickle a
#include "common/workers/thread_pool.hpp"

int square(int x) { return x * x; }
void refused(tandem::thread_pool& workers) { workers.apply_async(square, 3); }
