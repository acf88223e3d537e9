// REJECTED BY: failure
// Tries once more if a worker cannot be had.
#include <system_error>

#include "answer.hpp"

int start_methods::entry_point(own_process& here) {
  const auto& arguments = here.arguments();
  if (!arguments.empty() && arguments.front() == worker_argument) {
    return here.serve();
  }
  here.empty_results();
  for (int i = 0; i < here.workers_wanted(); ++i) {
    try {
      here.start_again({worker_argument});
    } catch (const std::system_error&) {
      here.start_again({worker_argument});
    }
  }
  return here.work();
}
