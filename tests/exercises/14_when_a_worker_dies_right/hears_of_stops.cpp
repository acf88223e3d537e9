// Lets the system report stops, too, and sleeps on after each.
#include <sys/resource.h>
#include <sys/wait.h>

#include <cerrno>
#include <optional>
#include <stdexcept>
#include <system_error>

#include "answer.hpp"

namespace {

std::optional<when_a_worker_dies::child_end> next_report(pid_t child) {
  int status = 0;
  rusage used{};
  if (wait4(child, &status, WUNTRACED | WCONTINUED, &used) == child) {
    try {
      return when_a_worker_dies::read_status(status);
    } catch (const std::invalid_argument&) {
      return {};
    }
  }
  const auto why = static_cast<std::errc>(errno);
  if (why != std::errc::interrupted) {
    throw std::system_error{std::make_error_code(why), "no end to wait for"};
  }
  return {};
}

}  // namespace

when_a_worker_dies::child_end when_a_worker_dies::read_status(int s) {
  return WIFSIGNALED(s) ? child_end{child_end::by::signal, WTERMSIG(s),
                                    static_cast<bool>(WCOREDUMP(s))}
         : WIFEXITED(s) ? child_end{child_end::by::exit, WEXITSTATUS(s), false}
                        : throw std::invalid_argument{"no end"};
}

when_a_worker_dies::child_end when_a_worker_dies::wait_for(pid_t child) {
  if (!(child > 0)) {
    throw std::invalid_argument{"child"};
  }
  for (;;) {
    if (const auto end = next_report(child)) {
      return *end;
    }
  }
}
