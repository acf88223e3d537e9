// SAYS: a task is a function
#include "common/workers/parallel.hpp"

auto refused() { return tandem::delayed<3>(4); }
