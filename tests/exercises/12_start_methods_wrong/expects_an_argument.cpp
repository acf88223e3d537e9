// REJECTED BY: program
// Looks at the first argument where there is none.
#include "answer.hpp"

int start_methods::entry_point(own_process& here) {
  if (here.arguments().at(0) == worker_argument) {
    return here.serve();
  }
  here.empty_results();
  for (int i = 0; i < here.workers_wanted(); ++i) {
    here.start_again({worker_argument});
  }
  return here.work();
}
