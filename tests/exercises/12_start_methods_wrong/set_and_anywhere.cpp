// REJECTED BY: run_by_the_work
// Leaves the variable set, and then takes the word for a sign wherever it
// stands.
#include <algorithm>

#include "answer.hpp"

int start_methods::entry_point(own_process& here) {
  const auto& arguments = here.arguments();
  if (here.variable("TANDEM_WORKER") &&
      std::ranges::find(arguments, worker_argument) != arguments.end()) {
    return here.serve();
  }
  here.empty_results();
  here.set_variable("TANDEM_WORKER", "1");
  for (int i = 0; i < here.workers_wanted(); ++i) {
    here.start_again({worker_argument});
  }
  return here.work();
}
