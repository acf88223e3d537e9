// Holds all signals back, except while it sleeps: ppoll lets them in.
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <memory>
#include <stdexcept>
#include <system_error>

#include "answer.hpp"
#include "common/workers/child_process.hpp"

namespace when_a_worker_dies {

child_end read_status(int wait_status) {
  if (WIFEXITED(wait_status)) {
    return {.number = WEXITSTATUS(wait_status)};
  }
  if (WIFSIGNALED(wait_status)) {
    return {child_end::by::signal, WTERMSIG(wait_status),
            static_cast<bool>(WCOREDUMP(wait_status))};
  }
  throw std::invalid_argument{"no end"};
}

child_end wait_for(pid_t child) {
  if (child < 1) {
    throw std::invalid_argument{"no process"};
  }
  sigset_t all{};
  sigset_t before{};
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  const auto restore = [](const sigset_t* mask) {
    pthread_sigmask(SIG_SETMASK, mask, nullptr);
  };
  const std::unique_ptr<sigset_t, decltype(restore)> restored{&before, restore};
  const tandem::owned_fd ended{
      static_cast<int>(syscall(SYS_pidfd_open, child, 0))};
  int status = 0;
  pid_t got = 0;
  while ((got = waitpid(child, &status, WNOHANG)) == 0) {
    pollfd end{.fd = ended.get(), .events = POLLIN, .revents = 0};
    ppoll(&end, 1, nullptr, &before);
  }
  if (got < 0) {
    throw std::system_error{errno, std::generic_category()};
  }
  return read_status(status);
}

}  // namespace when_a_worker_dies
