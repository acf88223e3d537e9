// REJECTED BY: run_by_a_worker
// Takes whoever is not of the first generation for a worker.
#include "answer.hpp"

int start_methods::entry_point(own_process& here) {
  const auto depth = here.variable("TANDEM_DEPTH").value_or("");
  if (!depth.empty()) {
    here.set_variable("TANDEM_DEPTH", depth + "+");
    return here.serve();
  }
  here.empty_results();
  here.set_variable("TANDEM_DEPTH", "+");
  for (int i = 0; i < here.workers_wanted(); ++i) {
    here.start_again({});
  }
  here.unset_variable("TANDEM_DEPTH");
  return here.work();
}
