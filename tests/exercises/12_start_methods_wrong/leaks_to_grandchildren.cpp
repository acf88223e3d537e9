// REJECTED BY: run_by_a_worker
// Leaves the variable set while it serves.
#include "answer.hpp"

int start_methods::entry_point(own_process& here) {
  if (here.variable("TANDEM_WORKER")) {
    return here.serve();
  }
  here.empty_results();
  here.set_variable("TANDEM_WORKER", "1");
  for (int i = 0; i < here.workers_wanted(); ++i) {
    here.start_again({});
  }
  here.unset_variable("TANDEM_WORKER");
  return here.work();
}
