// SAYS: the task takes an argument of another type
#include "common/workers/process_workers.hpp"

double total(const std::vector<double>& all) { return all.at(0); }

auto refused(tandem::process_workers& workers) {
  return workers.map<&total>(std::vector<int>(2));
}
