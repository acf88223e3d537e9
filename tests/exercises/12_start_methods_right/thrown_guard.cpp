// The guard is a function of its own, which leaves main by a throw.
#include <string_view>

#include "answer.hpp"

namespace {

struct is_over {
  int code;
};

void run_if_worker(start_methods::own_process& here) {
  for (const std::string_view word : here.arguments()) {
    if (word == start_methods::worker_argument) {
      throw is_over{here.serve()};
    }
    return;  // only the first one counts
  }
}

void start_workers(start_methods::own_process& here, int count) {
  if (count <= 0) return;
  here.start_again({start_methods::worker_argument, std::to_string(count)});
  start_workers(here, count - 1);
}

}  // namespace

int start_methods::entry_point(own_process& here) try {
  run_if_worker(here);
  here.empty_results();
  start_workers(here, here.workers_wanted());
  return here.work();
} catch (const is_over& end) {
  return end.code;
}
