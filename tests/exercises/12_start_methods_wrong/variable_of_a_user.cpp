// REJECTED BY: words_of_a_user
// Its variable has a name that a user may have set.
#include "answer.hpp"

int start_methods::entry_point(own_process& here) {
  if (here.variable("WORKER")) {
    here.unset_variable("WORKER");
    return here.serve();
  }
  here.empty_results();
  here.set_variable("WORKER", "1");
  for (int i = 0; i < here.workers_wanted(); ++i) {
    here.start_again({});
  }
  here.unset_variable("WORKER");
  return here.work();
}
