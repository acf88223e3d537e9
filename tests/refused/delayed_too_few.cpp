// SAYS: the task takes another number of arguments than these
#include "common/workers/parallel.hpp"

int square(int x) { return x * x; }

auto refused() { return tandem::delayed<square>(); }
