// REJECTED BY: worker
// A variable says that workers were started; theirs does not know.
#include "answer.hpp"

namespace {
bool workers_were_started = false;
}

int start_methods::entry_point(own_process& here) {
  if (workers_were_started) {
    return here.serve();
  }
  workers_were_started = true;
  here.empty_results();
  for (int i = 0; i < here.workers_wanted(); ++i) {
    here.start_again({worker_argument});
  }
  return here.work();
}
