#pragma once

#include <fmt/format.h>
#include <poll.h>
#include <pthread.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <exception>
#include <fstream>
#include <functional>
#include <optional>
#include <string>
#include <system_error>
#include <thread>

#include "answer.hpp"
#include "common/locking/thread_look.hpp"
#include "common/teaching/probe.hpp"
#include "common/teaching/signal_words.hpp"
#include "common/teaching/todo.hpp"
#include "common/timing/clock_reader.hpp"
#include "common/workers/child_process.hpp"

// What the check of exercise 14 needs: real children that end when they are
// told to, and a look at how the answer waits for them.
namespace scene {

using when_a_worker_dies::child_end;

inline child_end exits(int code) {
  return {.what = child_end::by::exit, .number = code};
}
inline child_end is_ended_by(int number, bool dumps_core = false) {
  return {.what = child_end::by::signal,
          .number = number,
          .dumped_core = dumps_core};
}

inline std::string in_words(const child_end& end) {
  const auto* core = end.dumped_core ? ", core dumped" : "";
  return end.what == child_end::by::exit
             ? fmt::format("exit code {}{}", end.number, core)
             : fmt::format("{} ({}){}", tandem::signal_name(end.number),
                           end.number, core);
}

/// The letter that /proc shows: S asleep, T stopped, Z ended; '?' if none.
inline char state_of(pid_t process) {
  std::ifstream in{fmt::format("/proc/{}/stat", process)};
  std::string text;
  std::getline(in, text);
  const auto at = text.rfind(") ");
  return at == std::string::npos ? '?' : text.at(at + 2);
}

inline void one_millisecond() { poll(nullptr, 0, 1); }

/// A child of this process. It ends in its own way as soon as it is let.
class child {
 public:
  explicit child(const child_end& end) : end_{end}, pid_{fork()} {
    if (pid_ < 0) {
      throw std::system_error{errno, std::generic_category(),
                              "the check cannot fork"};
    }
    if (pid_ == 0) {
      live();
    }
  }
  child(const child&) = delete;
  child& operator=(const child&) = delete;
  child(child&&) = delete;
  child& operator=(child&&) = delete;
  ~child() {
    if (is_ours()) {  // else its number may be somebody else's by now
      kill(pid_, SIGKILL);
      while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
      }
    }
  }

  [[nodiscard]] pid_t pid() const { return pid_; }
  [[nodiscard]] const child_end& end() const { return end_; }

  /// Threads  any.
  void let_end() const {
    while (write(gate_.write.get(), "!", 1) < 0 && errno == EINTR) {
    }
  }
  /// Waits for its end and leaves the zombie.
  void until_ended() const {
    siginfo_t info{};
    while (waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOWAIT) !=
               0 &&
           errno == EINTR) {
    }
  }
  /// Alive, or a zombie that nobody has waited for.
  [[nodiscard]] bool is_ours() const {
    siginfo_t info{};
    return waitid(P_PID, static_cast<id_t>(pid_), &info,
                  WEXITED | WNOHANG | WNOWAIT) == 0;
  }

 private:
  [[noreturn]] void live() const {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_DUMPABLE, 0);  // no core dumps on a learner's disk
    char go = 0;
    while (read(gate_.read.get(), &go, 1) < 0 && errno == EINTR) {
    }
    if (end_.what == child_end::by::signal) {
      std::signal(end_.number, SIG_DFL);
      sigset_t none;
      sigemptyset(&none);
      sigprocmask(SIG_SETMASK, &none, nullptr);
      kill(getpid(), end_.number);
    }
    _exit(end_.number);
  }

  child_end end_;
  tandem::pipe_ends gate_ = tandem::make_pipe();
  pid_t pid_;
};

/// Whether a thread sleeps in a call that comes back after some time though
/// nothing has happened: a nap, or a wait with a time limit. False where the
/// system does not show the call.
inline bool wakes_by_itself(pid_t thread) {
  std::ifstream in{fmt::format("/proc/self/task/{}/syscall", thread)};
  std::int64_t call = -1;
  std::array<std::uint64_t, 6> argument{};
  in >> call >> std::hex;
  for (auto& one : argument) {
    in >> one;
  }
  if (!in) {
    return false;
  }
  const auto given = [&](std::size_t i) { return argument.at(i) != 0; };
  const auto not_negative = [&](std::size_t i) {
    return static_cast<std::int32_t>(argument.at(i)) >= 0;
  };
  switch (call) {
    case SYS_clock_nanosleep:
    case SYS_nanosleep:
      return true;
    case SYS_futex:  // conditions, semaphores, futures
    case SYS_epoll_pwait2:
      return given(3);
    case SYS_ppoll:
    case SYS_rt_sigtimedwait:
      return given(2);
    case SYS_pselect6:
      return given(4);
    case SYS_epoll_pwait:
      return not_negative(3);
#ifdef SYS_poll  // the older calls, which newer machines do not have
    case SYS_poll:
      return not_negative(2);
    case SYS_select:
      return given(4);
    case SYS_epoll_wait:
      return not_negative(3);
#endif
    default:
      return false;
  }
}

/// How somebody waits.
enum class waits {
  asleep,
  for_some_time,
  looking_again,
  spinning,
  not_any_more
};

/// Looks at the thread that made it, from another thread.
class waiter {
 public:
  /// Until it is clear how the thread waits, or that it does not. Asleep is who
  /// sleeps in twenty looks, a millisecond apart, and never woke between them;
  /// for some time only, if that sleep has a limit. Looking again is who went
  /// to sleep ten times before that happened, and spinning who burnt 20 ms of
  /// CPU. One of these has to come.
  /// Errors   tandem::not_judged if it does not, in 10 s.
  waits look() const {  // NOLINT(modernize-use-nodiscard)
    using std::chrono::nanoseconds;
    constexpr int looks_enough = 20;
    constexpr std::uint64_t naps_enough = 10;
    constexpr std::chrono::milliseconds cpu_enough{20};
    const auto end =
        std::chrono::steady_clock::now() + std::chrono::seconds{10};
    const auto clocks = tandem::system_clocks();
    const auto cpu_of_others = [&] {
      return clocks.process_cpu.now() - clocks.thread_cpu.now();
    };
    const auto naps = [&] {
      const auto seen = tandem::look_at_thread(thread_);
      return seen.switches - seen.gave_way;
    };
    const auto cpu_before = cpu_of_others();
    const auto naps_before = naps();
    auto last = naps_before;
    int in_a_row = 0;
    while (std::chrono::steady_clock::now() < end) {
      if (has_returned) {
        return waits::not_any_more;
      }
      const bool asleep = state_of(thread_) == 'S';
      const auto now = naps();
      in_a_row = asleep && now == last ? in_a_row + 1 : 0;
      last = now;
      if (in_a_row >= looks_enough) {
        const bool limited = wakes_by_itself(thread_);
        if (naps() == now) {  // else it was another sleep
          return limited ? waits::for_some_time : waits::asleep;
        }
      }
      if (now - naps_before >= naps_enough) {
        return waits::looking_again;
      }
      if (cpu_of_others() - cpu_before >= cpu_enough) {
        return waits::spinning;
      }
      one_millisecond();
    }
    throw tandem::not_judged{"how the answer waits was not clear in 10 s"};
  }

  void send(int number) const { pthread_kill(handle_, number); }
  /// Whether the thread has been sent `number`, and holds it back.
  [[nodiscard]] bool holds_back(int number) const {
    std::ifstream in{fmt::format("/proc/self/task/{}/status", thread_)};
    bool pending = false;
    bool blocked = false;
    for (std::string line; std::getline(in, line);) {
      const auto is_in = [&](const char* name) {
        return line.starts_with(name) &&
               (std::stoull(line.substr(7), nullptr, 16) >> (number - 1) & 1U);
      };
      pending = pending || is_in("SigPnd:") || is_in("ShdPnd:");
      blocked = blocked || is_in("SigBlk:");
    }
    return pending && blocked;
  }

  std::atomic<bool> has_returned{false};

 private:
  pid_t thread_ = gettid();
  pthread_t handle_ = pthread_self();
};

/// What came of a call of the answer's wait_for.
struct outcome {
  std::optional<child_end> said;
  std::exception_ptr thrown;

  /// Rethrows what was thrown.
  [[nodiscard]] child_end end() const {
    if (thrown) {
      std::rethrow_exception(thrown);
    }
    return said.value_or(child_end{});
  }
};

/// Lets the answer wait for `one`, and runs `script` beside it in another
/// thread; after that `one` is let to end, in any case.
inline outcome wait_beside(const child& one,
                           const std::function<void(const waiter&)>& script) {
  waiter here;
  std::exception_ptr trouble;
  outcome seen;
  std::thread beside{[&] {
    // A signal to the process is for who waits.
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
    try {
      script(here);
    } catch (...) {
      trouble = std::current_exception();
    }
    one.let_end();
  }};
  try {
    seen.said = when_a_worker_dies::wait_for(one.pid());
  } catch (const tandem::todo&) {
    trouble = std::current_exception();
  } catch (...) {
    seen.thrown = std::current_exception();
  }
  here.has_returned = true;
  beside.join();
  if (trouble) {
    std::rethrow_exception(trouble);
  }
  return seen;
}

/// What the answer said, or threw.
inline std::string in_words(const outcome& seen) {
  if (seen.said) {
    return in_words(*seen.said);
  }
  try {
    std::rethrow_exception(seen.thrown);
  } catch (const std::exception& error) {
    return fmt::format("an exception: {}", error.what());
  } catch (...) {
    return "something thrown that is no std::exception";
  }
}

}  // namespace scene
