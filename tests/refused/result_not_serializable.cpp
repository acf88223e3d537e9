// SAYS: this type cannot be sent to another process: give it a function
#include "common/workers/parallel.hpp"

struct point {
  int x = 0;
};

point at(int x) { return {x}; }

auto refused() { return tandem::delayed<at>(1); }
