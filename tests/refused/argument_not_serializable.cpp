// SAYS: this type cannot be sent to another process: give it a function
#include "common/workers/parallel.hpp"

struct point {
  int x = 0;
};

int column(const point& at) { return at.x; }

auto refused() { return tandem::delayed<column>(point{}); }
