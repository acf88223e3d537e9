// REJECTED BY: run_by_the_work
// Leaves the variable set: who is run without arguments looks like a worker.
#include "answer.hpp"

int start_methods::entry_point(own_process& here) {
  if (here.variable("TANDEM_WORKER") && here.arguments().empty()) {
    return here.serve();
  }
  here.empty_results();
  here.set_variable("TANDEM_WORKER", "1");
  for (int i = 0; i < here.workers_wanted(); ++i) {
    here.start_again({});
  }
  return here.work();
}
