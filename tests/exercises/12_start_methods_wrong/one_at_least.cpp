// REJECTED BY: program
// Starts one worker, at least, where none is wanted.
#include "answer.hpp"

int start_methods::entry_point(own_process& here) {
  const auto& arguments = here.arguments();
  if (!arguments.empty() && arguments.front() == worker_argument) {
    return here.serve();
  }
  here.empty_results();
  int started = 0;
  do {
    here.start_again({worker_argument});
  } while (++started < here.workers_wanted());
  return here.work();
}
