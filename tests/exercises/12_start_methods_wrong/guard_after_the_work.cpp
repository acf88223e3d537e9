// REJECTED BY: worker
// Finds out that it is a worker when all is done.
#include "answer.hpp"

int start_methods::entry_point(own_process& here) {
  here.empty_results();
  for (int i = 0; i < here.workers_wanted(); ++i) {
    here.start_again({worker_argument});
  }
  const int code = here.work();
  const auto& arguments = here.arguments();
  if (!arguments.empty() && arguments.front() == worker_argument) {
    return here.serve();
  }
  return code;
}
