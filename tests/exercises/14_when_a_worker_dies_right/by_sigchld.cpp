// Sleeps until the system says that some child has changed, and looks whether
// it was the right one.
#include <sys/wait.h>

#include <cerrno>
#include <csignal>
#include <stdexcept>
#include <system_error>

#include "answer.hpp"

namespace when_a_worker_dies {
namespace {

/// Keeps SIGCHLD back, so that none comes between a look and the sleep.
class held_back {
 public:
  held_back() {
    sigemptyset(&only_);
    sigaddset(&only_, SIGCHLD);
    pthread_sigmask(SIG_BLOCK, &only_, &before_);
  }
  held_back(const held_back&) = delete;
  held_back& operator=(const held_back&) = delete;
  held_back(held_back&&) = delete;
  held_back& operator=(held_back&&) = delete;
  ~held_back() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

  void sleep_until_one_comes() const { sigwaitinfo(&only_, nullptr); }

 private:
  sigset_t only_{};
  sigset_t before_{};
};

}  // namespace

child_end read_status(int wait_status) {
  if (WIFEXITED(wait_status)) {
    return {.number = WEXITSTATUS(wait_status)};
  }
  if (!WIFSIGNALED(wait_status)) {
    throw std::invalid_argument{"it lives"};
  }
  child_end seen{.what = child_end::by::signal};
  seen.number = WTERMSIG(wait_status);
  seen.dumped_core = WCOREDUMP(wait_status) != 0;
  return seen;
}

child_end wait_for(pid_t child) {
  if (child < 1) {
    throw std::invalid_argument{"a process has a number from 1 on"};
  }
  const held_back signals;
  int status = 0;
  for (;;) {
    const auto got = waitpid(child, &status, WNOHANG);
    if (got == child) {
      return read_status(status);
    }
    if (got < 0 && errno != EINTR) {
      throw std::system_error{errno, std::generic_category()};
    }
    signals.sleep_until_one_comes();
  }
}

}  // namespace when_a_worker_dies
