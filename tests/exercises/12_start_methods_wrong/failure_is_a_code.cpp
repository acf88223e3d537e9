// REJECTED BY: failure
// Makes an exit code of what was thrown.
#include <exception>

#include "answer.hpp"

int start_methods::entry_point(own_process& here) {
  const auto& arguments = here.arguments();
  try {
    if (!arguments.empty() && arguments.front() == worker_argument) {
      return here.serve();
    }
    here.empty_results();
    for (int i = 0; i < here.workers_wanted(); ++i) {
      here.start_again({worker_argument});
    }
    return here.work();
  } catch (const std::exception&) {
    return 1;
  }
}
