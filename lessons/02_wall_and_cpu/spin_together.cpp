#include "spin_together.hpp"

#include <fcntl.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "common/timing/clock_reader.hpp"
#include "common/timing/work.hpp"

namespace wall_and_cpu {
namespace {

using std::chrono::nanoseconds;

/// What one spinning process writes into the pipe. CLOCK_MONOTONIC is one clock
/// for the whole system, so the stamps of several processes compare.
struct report {
  nanoseconds begin;
  nanoseconds end;
  nanoseconds cpu;
};

bool pin_to_one_cpu() {
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) {
    return false;
  }
  for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
    if (CPU_ISSET(cpu, &allowed)) {
      cpu_set_t one;
      CPU_ZERO(&one);
      CPU_SET(cpu, &one);
      return sched_setaffinity(0, sizeof one, &one) == 0;
    }
  }
  return false;
}

/// The life of one child: waits until the parent closes its end of `start`.
[[noreturn]] void spin(pid_t parent, int start, int reports, nanoseconds span) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) {
    _exit(1);  // it ended before we could tie our life to its own
  }
  char nothing = 0;
  while (read(start, &nothing, 1) < 0 && errno == EINTR) {
  }
  if (!pin_to_one_cpu()) {
    _exit(1);
  }
  const auto clocks = tandem::system_clocks();
  report mine{};
  mine.begin = clocks.monotonic.now();
  const auto cpu = clocks.process_cpu.now();
  tandem::burn_cpu(span);
  mine.cpu = clocks.process_cpu.now() - cpu;
  mine.end = clocks.monotonic.now();
  const auto written = write(reports, &mine, sizeof mine);
  _exit(written == sizeof mine ? 0 : 1);
}

/// Two ends of a pipe, closed with it.
class pipe_pair {
 public:
  pipe_pair() : ok_{pipe2(ends_.data(), O_CLOEXEC) == 0} {}
  pipe_pair(const pipe_pair&) = delete;
  pipe_pair& operator=(const pipe_pair&) = delete;
  ~pipe_pair() {
    close_end(0);
    close_end(1);
  }
  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] int read_end() const { return ends_[0]; }
  [[nodiscard]] int write_end() const { return ends_[1]; }
  void close_write_end() { close_end(1); }

 private:
  void close_end(std::size_t i) {
    if (ends_.at(i) >= 0) {
      close(ends_.at(i));
      ends_.at(i) = -1;
    }
  }
  std::array<int, 2> ends_{-1, -1};
  bool ok_;
};

std::vector<report> read_reports(int fd) {
  std::vector<report> all;
  report one{};
  for (;;) {  // a report is smaller than PIPE_BUF: it comes whole or not at all
    const auto got = read(fd, &one, sizeof one);
    if (got == sizeof one) {
      all.push_back(one);
    } else if (got >= 0 || errno != EINTR) {
      return all;
    }
  }
}

void until_ended(pid_t child, int how) {
  siginfo_t info{};
  while (waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | how) != 0 &&
         errno == EINTR) {
  }
}

}  // namespace

shared_cpu spin_together(int spins, nanoseconds span) {
  std::signal(SIGCHLD, SIG_DFL);  // ignored, it would hide the children's end
  shared_cpu seen;
  pipe_pair start;
  pipe_pair reports;
  if (!start.ok() || !reports.ok()) {
    seen.trouble = std::string{"no pipe: "} + std::strerror(errno);
    return seen;
  }
  tandem::stopwatch watch;
  watch.start();
  const pid_t parent = getpid();
  std::vector<pid_t> children;
  while (static_cast<int>(children.size()) < spins && seen.trouble.empty()) {
    const pid_t child = fork();
    if (child == 0) {
      start.close_write_end();
      spin(parent, start.read_end(), reports.write_end(), span);
    }
    if (child > 0) {
      children.push_back(child);
    } else {
      seen.trouble = std::string{"no process: "} + std::strerror(errno);
    }
  }
  start.close_write_end();  // the starting shot: every child reads the end
  reports.close_write_end();
  const auto all = read_reports(reports.read_end());
  for (const pid_t child : children) {
    until_ended(child, WNOWAIT);  // it has ended, and is not waited for
  }
  seen.ended = watch.elapsed();
  for (const pid_t child : children) {
    until_ended(child, 0);
  }
  seen.waited = watch.elapsed();

  seen.spins = all.size();
  if (seen.trouble.empty() && static_cast<int>(all.size()) < spins) {
    seen.trouble = "a process ended early, or could not be pinned to one CPU";
  }
  if (!all.empty()) {
    auto first = all.front().begin;
    auto last = all.front().end;
    for (const auto& one : all) {
      first = std::min(first, one.begin);
      last = std::max(last, one.end);
      seen.own_cpu += one.cpu;
    }
    seen.wall = last - first;
  }
  return seen;
}

}  // namespace wall_and_cpu
