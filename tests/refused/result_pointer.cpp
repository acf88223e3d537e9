// SAYS: a pointer means nothing in another process
#include "common/workers/parallel.hpp"

const int* place(int) { return nullptr; }

auto refused() { return tandem::delayed<place>(1); }
