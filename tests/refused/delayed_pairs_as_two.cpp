// SAYS: a tuple is one argument, not several
#include "common/workers/parallel.hpp"

int sum(int x, int y) { return x + y; }

auto refused(const std::vector<std::pair<int, int>>& pairs) {
  return pairs | tandem::delayed<sum>;
}
