// Another thread waits; what it finds, or throws, comes back in a future.
#include <sys/resource.h>
#include <sys/wait.h>

#include <cerrno>
#include <future>
#include <optional>
#include <stdexcept>
#include <system_error>

#include "answer.hpp"

namespace when_a_worker_dies {
namespace {

std::optional<int> try_to_wait(pid_t child) {
  int status = 0;
  rusage used{};
  if (wait4(child, &status, 0, &used) == child) {
    return status;
  }
  if (errno == EINTR) {
    return {};
  }
  throw std::system_error{errno, std::generic_category()};
}

int wait_until_ended(pid_t child) {
  const auto status = try_to_wait(child);
  return status ? *status : wait_until_ended(child);
}

}  // namespace

child_end read_status(int wait_status) {
  if (WIFSTOPPED(wait_status) || WIFCONTINUED(wait_status)) {
    throw std::invalid_argument{"neither an exit nor a signal's end"};
  }
  return WIFSIGNALED(wait_status)
             ? child_end{child_end::by::signal, WTERMSIG(wait_status),
                         WCOREDUMP(wait_status) != 0}
             : child_end{child_end::by::exit, WEXITSTATUS(wait_status), false};
}

child_end wait_for(pid_t child) {
  if (child < 1) {
    throw std::invalid_argument{"no child has this number"};
  }
  return read_status(
      std::async(std::launch::async, wait_until_ended, child).get());
}

}  // namespace when_a_worker_dies
