// REJECTED BY: worker
// Ends the process, as if it were main.
#include <cstdlib>

#include "answer.hpp"

int start_methods::entry_point(own_process& here) {
  const auto& arguments = here.arguments();
  if (!arguments.empty() && arguments.front() == worker_argument) {
    std::exit(here.serve());
  }
  here.empty_results();
  for (int i = 0; i < here.workers_wanted(); ++i) {
    here.start_again({worker_argument});
  }
  return here.work();
}
