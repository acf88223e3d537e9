// SAYS: one call is no range of calls: write {delayed<f>(x)}
#include "common/workers/parallel.hpp"

int square(int x) { return x * x; }

auto refused() { tandem::parallel{}(tandem::delayed<square>(1)); }
