// SAYS: the task takes another number of arguments than these
#include "common/workers/pool.hpp"

int sum(int a, int b) { return a + b; }
void refused(tandem::pool& workers) { workers.apply<sum>(1); }
