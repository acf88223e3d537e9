#include "common/teaching/supervisor.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <optional>
#include <system_error>

#include "common/teaching/process_tree.hpp"
#include "common/teaching/signal_words.hpp"

namespace tandem {
namespace {

using wall = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds look_every{100};

/// Set by a signal that asks the supervisor itself to end.
volatile std::sig_atomic_t asked_to_end = 0;

/// While it lives, Ctrl-C and SIGTERM end the descendants before us.
class ending_guard {
 public:
  ending_guard() {
    asked_to_end = 0;
    struct sigaction action {};
    action.sa_handler = [](int number) { asked_to_end = number; };
    for (std::size_t i = 0; i < signals_.size(); ++i) {
      sigaction(signals_.at(i), &action, &before_.at(i));
      if (before_.at(i).sa_handler == SIG_IGN) {  // as under nohup
        sigaction(signals_.at(i), &before_.at(i), nullptr);
      }
    }
  }
  ending_guard(const ending_guard&) = delete;
  ending_guard& operator=(const ending_guard&) = delete;
  ~ending_guard() {
    restore();
    if (asked_to_end != 0) {
      raise(asked_to_end);
    }
  }
  void restore() {
    for (std::size_t i = 0; i < signals_.size(); ++i) {
      sigaction(signals_.at(i), &before_.at(i), nullptr);
    }
  }

 private:
  std::array<int, 3> signals_{SIGINT, SIGTERM, SIGHUP};
  std::array<struct sigaction, 3> before_{};
};

class watched_child {
 public:
  watched_child(pid_t pid, int messages, const supervisor_limits& limits)
      : pid_{pid}, messages_{messages}, limits_{limits} {}

  ~watched_child() { end_everybody(); }
  watched_child(const watched_child&) = delete;
  watched_child& operator=(const watched_child&) = delete;

  check_outcome watch() {
    auto looked = begun_;
    while (!over_) {
      read_messages(milliseconds{20});
      reap();
      const auto now = wall::now();
      if (over_ || now - looked < look_every) {
        continue;
      }
      looked = now;
      if (auto verdict = look()) {
        return *verdict;
      }
    }
    read_messages(milliseconds{0});
    if (!heard_.ended || heard_.wrong || heard_.race) {
      return verdict_of_the_end();
    }
    return left_behind().value_or(verdict_of_the_end());
  }

 private:
  void read_messages(milliseconds patience) {
    pollfd pipe{.fd = messages_, .events = POLLIN, .revents = 0};
    if (poll(&pipe, 1, static_cast<int>(patience.count())) <= 0) {
      return;
    }
    std::array<char, 4096> buffer{};
    ssize_t got = 0;
    while ((got = read(messages_, buffer.data(), buffer.size())) > 0) {
      heard_.take({buffer.data(), static_cast<std::size_t>(got)});
    }
    if (got == 0) {  // every writer is gone: do not spin on the end
      poll(nullptr, 0, 1);
    }
  }

  /// Waits for whatever has ended: the child, and orphans that came to us.
  void reap() {
    int status = 0;
    for (pid_t ended = 0; (ended = waitpid(-1, &status, WNOHANG)) > 0;) {
      if (ended == pid_) {
        over_ = true;
        status_ = status;
      }
    }
  }

  /// For how long, and for how many looks, nothing has run. One look alone can
  /// be wrong: threads change while it passes from one to the next.
  class stillness {
   public:
    void look(bool still, std::uint64_t switches) {
      if (!still || switches != switches_) {
        since_ = wall::now();
        looks_ = 0;
      }
      ++looks_;
      switches_ = switches;
    }
    [[nodiscard]] bool lasts(milliseconds span) const {
      constexpr int least_looks = 5;
      return looks_ > least_looks && wall::now() - since_ > span;
    }

   private:
    wall::time_point since_ = wall::now();
    std::uint64_t switches_ = 0;
    int looks_ = 0;
  };

  /// What ends every wait: we are asked to end, or it took too long.
  [[nodiscard]] std::optional<check_outcome> out_of_time() const {
    if (asked_to_end != 0) {
      return fault("it was asked to end");
    }
    if (wall::now() - begun_ > limits_.wall) {
      return not_judged(fmt::format(
          "{} was not over after {} s: the answer waits too long, or this "
          "machine is too busy",
          heard_.probe,
          std::chrono::ceil<std::chrono::seconds>(limits_.wall).count()));
    }
    return {};
  }

  /// What can be said while the child runs.
  std::optional<check_outcome> look() {
    if (auto verdict = out_of_time()) {
      return verdict;
    }
    const auto all = look_at_descendants(getpid());
    if (heard_.probes != probes_looked_at_) {
      probes_looked_at_ = heard_.probes;
      cpu_at_begin_ = all.cpu;
    }
    // Without /proc there is no family to be seen, and nothing is known.
    still_.look(all.any && !all.may_go_on &&
                    wall::now() - heard_.probe_began > limits_.probe,
                all.switches);
    if (all.cpu - cpu_at_begin_ > limits_.cpu) {
      return wrong(
          "endless_loop",
          {.expected = "that it comes to an end",
           .saw = fmt::format(
               "{} s of CPU used up, and no end",
               std::chrono::ceil<std::chrono::seconds>(limits_.cpu).count()),
           .why = "a loop that never ends, or far too much work"});
    }
    if (still_.lasts(limits_.still)) {
      return wrong("deadlock",
                   {.expected = "that it comes to an end",
                    .saw = "every thread sleeps, and nothing will wake it",
                    .why = "a lock that is never released, a thread that waits "
                           "for itself, or a wait that nobody answers"});
    }
    return {};
  }

  /// Descendants that outlive the child may go on as long as they use the CPU,
  /// but not for ever.
  std::optional<check_outcome> left_behind() {
    stillness still;
    for (;;) {
      reap();
      const auto all = look_at_descendants(getpid());
      if (!all.any) {
        return {};
      }
      if (auto verdict = out_of_time()) {
        return verdict;
      }
      still.look(!all.runnable, all.switches);
      if (still.lasts(limits_.still) || all.cpu > limits_.cpu) {
        return wrong("left_behind",
                     {.expected = "that every process ends with the answer",
                      .saw = fmt::format("{} still there after the check",
                                         descendants(getpid()).size()),
                      .why = "a process that was started and not waited for"});
      }
      poll(nullptr, 0, 10);
    }
  }

  [[nodiscard]] check_outcome verdict_of_the_end() const {
    if (!heard_.fault.empty()) {
      return fault(heard_.fault);
    }
    if (heard_.wrong) {
      return wrong(heard_.probe, *heard_.wrong);
    }
    if (heard_.race) {
      return wrong(races_cause, *heard_.race);
    }
    if (WIFSIGNALED(status_)) {
      const int number = WTERMSIG(status_);
      if (comes_from_outside(number)) {
        return not_judged(
            fmt::format("somebody ended it by {}, perhaps for want of memory",
                        signal_name(number)));
      }
      return wrong(signal_name(number),
                   {.expected = "that it comes to an end by itself",
                    .saw = fmt::format("ended by {} ({})", signal_name(number),
                                       strsignal(number)),
                    .why = why_signal(number)});
    }
    if (!heard_.ended) {
      return wrong("exit", {.expected = "that it returns to the check",
                            .saw = fmt::format("the process ended with exit "
                                               "code {}",
                                               WEXITSTATUS(status_)),
                            .why = "exit() ends the check, too: nothing was "
                                   "proven"});
    }
    if (heard_.probes == 0) {
      return fault("no probe ran");
    }
    if (!heard_.not_judged.empty()) {
      return not_judged(heard_.not_judged);
    }
    check_outcome out;
    out.is = heard_.not_started.empty() ? check_verdict::right
                                        : check_verdict::not_started;
    out.reason = heard_.not_started;
    out.probes = heard_.probes;
    out.to_do = heard_.to_do;
    return out;
  }

  [[nodiscard]] check_outcome wrong(const std::string& cause,
                                    mismatch what) const {
    if (cause != heard_.probe && !heard_.probe.empty()) {
      what.saw += ", while the check tried: " + heard_.probe;
    }
    return {check_verdict::wrong, cause, std::move(what), "", heard_.probes, 0};
  }
  [[nodiscard]] check_outcome not_judged(const std::string& reason) const {
    return {check_verdict::not_judged, "", {}, reason, heard_.probes, 0};
  }
  [[nodiscard]] check_outcome fault(const std::string& what) const {
    return {check_verdict::fault, "", {}, what, heard_.probes, 0};
  }

  /// Ends and reaps every descendant; what they start meanwhile comes to us,
  /// too. The child is named, since without /proc nobody else is found.
  void end_everybody() const {
    if (!over_) {
      kill(pid_, SIGKILL);
    }
    do {
      for (const auto& process : descendants(getpid())) {
        kill(process.pid, SIGKILL);
      }
    } while (waitpid(-1, nullptr, 0) > 0 || errno == EINTR);
  }

  pid_t pid_;
  int messages_;
  supervisor_limits limits_;
  wall::time_point begun_ = wall::now();
  probe_messages heard_;
  bool over_ = false;
  int status_ = 0;
  int probes_looked_at_ = -1;
  std::chrono::nanoseconds cpu_at_begin_{};
  stillness still_;
};

/// Sets a limit, or leaves it where the system allows even less.
void limit(__rlimit_resource what, rlim_t most) {
  rlimit now{};
  getrlimit(what, &now);
  now.rlim_cur = std::min(most, now.rlim_max);
  setrlimit(what, &now);
}

/// An exception that leaves `child` must not return to the caller's code: this
/// process is a copy of it.
[[noreturn]] void run_child(const std::function<void(probe_log&)>& child,
                            int messages) noexcept {
  constexpr rlim_t usual_stack = 8U << 20U;
  prctl(PR_SET_PDEATHSIG, SIGKILL);  // our parent has one thread, this is safe
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_STACK, usual_stack);  // or endless recursion eats the memory
  const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
  dup2(nothing, STDIN_FILENO);  // nobody will type anything
  probe_log log{messages};
  child(log);
  log.end();
  std::fflush(nullptr);
  _exit(0);
}

}  // namespace

check_outcome supervise(const std::function<void(probe_log&)>& child,
                        const supervisor_limits& limits) {
  std::array<int, 2> pipe_ends{};
  if (pipe2(pipe_ends.data(), O_CLOEXEC) != 0) {
    throw std::system_error{errno, std::generic_category(),
                            "the supervisor's pipe"};
  }
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  std::signal(SIGCHLD, SIG_DFL);  // ignored, it would hide every exit code
  std::fflush(nullptr);
  ending_guard guard;
  const pid_t pid = fork();
  const int why = errno;
  if (pid == 0) {
    guard.restore();
    close(pipe_ends[0]);
    run_child(child, pipe_ends[1]);
  }
  close(pipe_ends[1]);
  if (pid < 0) {
    close(pipe_ends[0]);
    throw std::system_error{why, std::generic_category(),
                            "the supervisor's child"};
  }
  fcntl(pipe_ends[0], F_SETFL, O_NONBLOCK);
  auto outcome = watched_child{pid, pipe_ends[0], limits}.watch();
  close(pipe_ends[0]);
  return outcome;
}

}  // namespace tandem
