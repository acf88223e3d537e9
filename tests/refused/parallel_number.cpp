// SAYS: parallel takes a range of calls, as in
#include "common/workers/parallel.hpp"

auto refused() { tandem::parallel{}(3); }
