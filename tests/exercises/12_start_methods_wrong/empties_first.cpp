// REJECTED BY: worker
// The guard comes second: each worker empties the results.
#include "answer.hpp"

int start_methods::entry_point(own_process& here) {
  here.empty_results();
  const auto& arguments = here.arguments();
  if (!arguments.empty() && arguments.front() == worker_argument) {
    return here.serve();
  }
  for (int i = 0; i < here.workers_wanted(); ++i) {
    here.start_again({worker_argument});
  }
  return here.work();
}
