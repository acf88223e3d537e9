// SAYS: a member function cannot be a task: write a function that
#include "common/workers/parallel.hpp"

struct model {
  int fit(int x) const { return x; }
};

auto refused() { return tandem::delayed<&model::fit>(model{}, 1); }
