// SAYS: a member function cannot be a task: write a function that takes the
// object
#include "common/workers/process_workers.hpp"

struct model {
  int fit(int x) const { return x; }
};

auto refused(tandem::process_workers& workers) {
  return workers.map<&model::fit>(std::vector{1, 2});
}
