// REJECTED BY: worker
// Sets a variable beside own_process: no child inherits that.
#include <cstdlib>

#include "answer.hpp"

int start_methods::entry_point(own_process& here) {
  if (std::getenv("TANDEM_WORKER") != nullptr) {
    unsetenv("TANDEM_WORKER");
    return here.serve();
  }
  here.empty_results();
  setenv("TANDEM_WORKER", "1", 1);
  for (int i = 0; i < here.workers_wanted(); ++i) {
    here.start_again({});
  }
  unsetenv("TANDEM_WORKER");
  return here.work();
}
