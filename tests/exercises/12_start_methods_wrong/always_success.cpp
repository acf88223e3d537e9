// REJECTED BY: exit_code
// Drops the exit codes.
#include "answer.hpp"

int start_methods::entry_point(own_process& here) {
  const auto& arguments = here.arguments();
  if (!arguments.empty() && arguments.front() == worker_argument) {
    here.serve();
    return 0;
  }
  here.empty_results();
  for (int i = 0; i < here.workers_wanted(); ++i) {
    here.start_again({worker_argument});
  }
  here.work();
  return 0;
}
