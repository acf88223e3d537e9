// REJECTED BY: worker
// Lacks the guard.
#include "answer.hpp"

int start_methods::entry_point(own_process& here) {
  here.empty_results();
  for (int i = 0; i < here.workers_wanted(); ++i) {
    here.start_again({worker_argument});
  }
  return here.work();
}
