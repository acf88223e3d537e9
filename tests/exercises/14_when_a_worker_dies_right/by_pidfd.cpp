// A descriptor stands for the child, and becomes readable with its end.
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

#include "answer.hpp"
#include "common/workers/child_process.hpp"

namespace when_a_worker_dies {
namespace {

[[noreturn]] void fail(int code) {
  throw std::system_error{std::error_code{code, std::generic_category()}};
}

}  // namespace

child_end read_status(int wait_status) {
  using ended = tandem::process_ending::how_ended;
  const auto seen = tandem::ending_of(wait_status);
  if (seen.how == ended::unknown) {
    throw std::invalid_argument{"this process has not ended"};
  }
  const bool by_signal = seen.how == ended::signal;
  return {by_signal ? child_end::by::signal : child_end::by::exit, seen.code,
          by_signal && WCOREDUMP(wait_status) != 0};
}

child_end wait_for(pid_t child) {
  if (child < 1) {
    throw std::invalid_argument{"this is no process"};
  }
  const tandem::owned_fd ended{
      static_cast<int>(syscall(SYS_pidfd_open, child, 0))};
  if (ended.get() < 0) {
    fail(errno == ESRCH ? ECHILD : errno);
  }
  siginfo_t info{};  // first whether it is a child: the descriptor does not say
  if (waitid(P_PID, static_cast<id_t>(child), &info,
             WEXITED | WNOHANG | WNOWAIT) != 0) {
    fail(errno);
  }
  pollfd end{.fd = ended.get(), .events = POLLIN, .revents = 0};
  while (poll(&end, 1, -1) < 0) {
    if (errno != EINTR) {
      fail(errno);
    }
  }
  int status = 0;
  if (waitpid(child, &status, WNOHANG) != child) {
    fail(errno);
  }
  return read_status(status);
}

}  // namespace when_a_worker_dies
