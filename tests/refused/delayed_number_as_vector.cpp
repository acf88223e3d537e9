// SAYS: the task takes arguments of other types than these
#include "common/workers/parallel.hpp"

double total(const std::vector<double>& all) { return all.at(0); }

auto refused() { return tandem::delayed<total>(3); }
