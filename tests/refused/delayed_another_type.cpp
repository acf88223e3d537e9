// SAYS: the task takes arguments of other types than these
#include <string>

#include "common/workers/parallel.hpp"

int square(int x) { return x * x; }

auto refused() { return tandem::delayed<square>(std::string{"2"}); }
