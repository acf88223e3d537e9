// REJECTED BY: exit_code
// Makes each exit code 0 or 1.
#include "answer.hpp"

int start_methods::entry_point(own_process& here) {
  const auto& arguments = here.arguments();
  if (!arguments.empty() && arguments.front() == worker_argument) {
    return here.serve() == 0 ? 0 : 1;
  }
  here.empty_results();
  for (int i = 0; i < here.workers_wanted(); ++i) {
    here.start_again({worker_argument});
  }
  return here.work() == 0 ? 0 : 1;
}
