// REJECTED BY: run_by_the_work
// Notes in the environment that there are workers: who is run by the work
// starts none.
#include "answer.hpp"

int start_methods::entry_point(own_process& here) {
  const auto& arguments = here.arguments();
  if (!arguments.empty() && arguments.front() == worker_argument) {
    return here.serve();
  }
  here.empty_results();
  if (!here.variable("TANDEM_STARTED")) {
    here.set_variable("TANDEM_STARTED", "1");
    for (int i = 0; i < here.workers_wanted(); ++i) {
      here.start_again({worker_argument});
    }
  }
  return here.work();
}
