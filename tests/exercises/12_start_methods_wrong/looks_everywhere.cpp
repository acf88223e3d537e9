// REJECTED BY: words_of_a_user
// Takes the word for a sign wherever it stands.
#include <algorithm>

#include "answer.hpp"

int start_methods::entry_point(own_process& here) {
  const auto& arguments = here.arguments();
  if (std::ranges::count(arguments, worker_argument) > 0) {
    return here.serve();
  }
  here.empty_results();
  for (int i = 0; i < here.workers_wanted(); ++i) {
    here.start_again({worker_argument});
  }
  return here.work();
}
