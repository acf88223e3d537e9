#pragma once

#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <exception>
#include <fstream>
#include <functional>
#include <optional>
#include <string>
#include <system_error>
#include <thread>

#include "answer.hpp"
#include "common/teaching/probe.hpp"
#include "common/teaching/signal_words.hpp"
#include "common/teaching/todo.hpp"
#include "common/workers/child_process.hpp"
#include "tests/exercises/how_others_wait.hpp"

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
      tandem::wait_for_child(pid_);
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

/// The answer's wait, seen from a thread beside it.
class waiter {
 public:
  waits look() const {  // NOLINT(modernize-use-nodiscard)
    return threads_.how_they_wait([this] { return has_returned.load(); });
  }
  /// Whether its threads have been sent a signal, and let it wait.
  [[nodiscard]] bool holds_back(int number) const {
    return threads_.look().all_hold_back(number);
  }

  std::atomic<bool> has_returned{false};

 private:
  onlooker threads_;
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
    leave_signals_to_others();
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
