// SAYS: the task takes other arguments than one item of this range
#include "common/workers/parallel.hpp"

double total(const std::vector<double>& all) { return all.at(0); }

auto refused(const std::vector<int>& numbers) {
  return numbers | tandem::delayed<total>;
}
