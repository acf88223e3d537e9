// SAYS: the task takes another number of arguments than these
#include "common/workers/parallel.hpp"

int sum(int x, int y) { return x + y; }

auto refused() { return tandem::delayed<sum>(std::pair{1, 2}); }
