// SAYS: this type cannot be sent to another process: give it a function
#include "common/workers/parallel.hpp"

struct point {
  int x = 0;
};

std::vector<point> before(int x) { return {{x - 1}}; }

auto refused() { return tandem::delayed<before>(1); }
