// SAYS: a task cannot change its caller's variables: it runs in another process
#include "common/workers/parallel.hpp"

int increment(int& x) { return ++x; }

auto refused(int number) { return tandem::delayed<increment>(number); }
