#include "common/workers/descriptors.hpp"

#include <fcntl.h>
#include <linux/close_range.h>
#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>
#include <utility>

#include "common/workers/worker_main.hpp"

namespace tandem {

bool take_places(const worker_descriptors& with, bool now) noexcept {
  // NOLINTNEXTLINE(misc-const-correctness): changed by reference below
  std::array<std::pair<int, int>, 5> moves{{
      {with.requests, worker_fd::requests},
      {with.results, worker_fd::results},
      {with.shared, worker_fd::shared},
      {with.lifeline, worker_fd::lifeline},
      {with.progress, worker_fd::progress},
  }};
  // First out of the way of each other.
  constexpr int out_of_the_way = 100;
  for (auto& [from, to] : moves) {
    if (from >= 0) {
      from = fcntl(from, F_DUPFD_CLOEXEC, out_of_the_way);
      if (from < 0) {
        return false;
      }
    }
  }
  for (const auto& [from, to] : moves) {
    if (from < 0) {
      close(to);
    } else if (dup2(from, to) < 0) {
      return false;
    }
  }
  const int nothing = open("/dev/null", O_RDONLY);
  if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0) {
    return false;
  }
  if (nothing != STDIN_FILENO) {
    close(nothing);
  }
  return close_range(worker_fd::first_other, ~0U,
                     now ? 0 : CLOSE_RANGE_CLOEXEC) == 0;
}

int watch_process(pid_t pid) noexcept {
  return static_cast<int>(syscall(SYS_pidfd_open, pid, 0));
}

bool any_readable_within(int one, int other, std::chrono::milliseconds span) {
  using std::chrono::ceil;
  using std::chrono::milliseconds;
  using std::chrono::steady_clock;
  const auto limit = steady_clock::now() + span;
  std::array<pollfd, 2> seen{{{one, POLLIN, 0}, {other, POLLIN, 0}}};
  for (auto left = span;;
       left = ceil<milliseconds>(limit - steady_clock::now())) {
    const auto patience = std::max(left, milliseconds{0});
    if (poll(seen.data(), seen.size(), static_cast<int>(patience.count())) >=
            0 ||
        errno != EINTR) {
      return seen[0].revents != 0 || seen[1].revents != 0;
    }
  }
}

bool readable_within(int descriptor, std::chrono::milliseconds span) {
  constexpr int none = -1;  // poll leaves it out
  return any_readable_within(descriptor, none, span);
}

void kill_process(int watched) noexcept {
  syscall(SYS_pidfd_send_signal, watched, SIGKILL, nullptr, 0);
}

void become_forked_worker(const worker_descriptors& with) {
  // What the parent does on a signal is not for its copy; what it ignores, the
  // copy ignores, too, as after exec.
  for (const int number : {SIGTERM, SIGHUP, SIGQUIT, SIGCHLD, SIGPIPE}) {
    struct sigaction action {};
    if (sigaction(number, nullptr, &action) == 0 &&
        action.sa_handler != SIG_IGN) {
      std::signal(number, SIG_DFL);
    }
  }
  std::signal(SIGINT, SIG_IGN);  // Ctrl-C is for the parent, which ends us
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  if (!take_places(with, true)) {
    _exit(no_descriptors_exit_code);
  }
  serve_as_worker();
}

void hang_on_lifeline(int descriptor) {
  const int flags = fcntl(descriptor, F_GETFL);
  if (flags < 0 || fcntl(descriptor, F_SETOWN, getpid()) < 0 ||
      fcntl(descriptor, F_SETSIG, SIGKILL) < 0 ||
      fcntl(descriptor, F_SETFL, flags | O_ASYNC) < 0) {
    throw std::system_error{errno, std::generic_category(),
                            "a worker cannot watch its parent"};
  }
  pollfd seen{descriptor, POLLIN, 0};
  if (poll(&seen, 1, 0) > 0) {  // the parent was gone already
    ::kill(getpid(), SIGKILL);
  }
}

}  // namespace tandem
