// REJECTED BY: words_of_a_user
// Puts the sign behind the arguments of the user, and looks there.
#include "answer.hpp"

int start_methods::entry_point(own_process& here) {
  auto arguments = here.arguments();
  if (!arguments.empty() && arguments.back() == worker_argument) {
    return here.serve();
  }
  here.empty_results();
  arguments.emplace_back(worker_argument);
  for (int i = 0; i < here.workers_wanted(); ++i) {
    here.start_again(arguments);
  }
  return here.work();
}
