#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "common/teaching/process_tree.hpp"
#include "common/workers/child_process.hpp"
#include "tests/catch.hpp"
#include "tests/exercises/14_when_a_worker_dies_scene.hpp"

namespace {

using scene::child;
using scene::exits;
using scene::in_words;
using scene::is_ended_by;
using scene::waiter;
using scene::waits;
using when_a_worker_dies::child_end;
using when_a_worker_dies::read_status;
using when_a_worker_dies::wait_for;

// How Linux puts an end into one number, and what is no end.
constexpr int status_of_exit(int code) { return code << 8; }
constexpr int status_of_signal(int number) { return number; }
constexpr int with_core(int status) { return status | 0x80; }
constexpr int status_of_stop(int number) { return (number << 8) | 0x7f; }
constexpr int status_of_going_on = 0xffff;

void demand_read(int status, const child_end& end, const std::string& why) {
  const auto said = read_status(status);
  tandem::demand(said == end,
                 {.expected = fmt::format("{} from the status {:#x}",
                                          in_words(end), status),
                  .saw = in_words(said),
                  .why = why});
}

void demand_said(const scene::outcome& seen, const child_end& end,
                 const std::string& when, const std::string& why) {
  tandem::demand(seen.said == end,
                 {.expected = fmt::format("{} {}", in_words(end), when),
                  .saw = in_words(seen),
                  .why = why});
}

/// Beside the child that the answer waits for, one has ended before, one ends
/// meanwhile, and one goes on.
struct several_children {
  child ended{exits(5)};
  child ends_meanwhile{is_ended_by(SIGTERM)};
  child goes_on{exits(6)};
  child meant{exits(3)};

  [[nodiscard]] scene::outcome wait() const {
    ended.let_end();
    ended.until_ended();
    return scene::wait_beside(meant, [&](const waiter& answer) {
      if (answer.look() != waits::not_any_more) {
        ends_meanwhile.let_end();
        ends_meanwhile.until_ended();
      }
      answer.look();
    });
  }
};

/// While it lives, a handler counts SIGUSR1, and system calls are not restarted
/// after it.
class handled_signal {
 public:
  handled_signal() {
    count_ = 0;
    struct sigaction action {};
    action.sa_handler = [](int) { ++count_; };
    sigaction(SIGUSR1, &action, &before_);
  }
  handled_signal(const handled_signal&) = delete;
  handled_signal& operator=(const handled_signal&) = delete;
  handled_signal(handled_signal&&) = delete;
  handled_signal& operator=(handled_signal&&) = delete;
  ~handled_signal() { sigaction(SIGUSR1, &before_, nullptr); }

  [[nodiscard]] static int count() { return count_; }

 private:
  static inline std::atomic<int> count_{0};
  struct sigaction before_ {};
};
static_assert(std::atomic<int>::is_always_lock_free);  // for a handler

void until_state(const child& one, bool stopped) {
  const auto wanted = [&](char state) {
    return state == '?' || state == 'Z' || (state == 'T') == stopped;
  };
  while (!wanted(scene::state_of(one.pid()))) {
    scene::one_millisecond();
  }
}

/// What a call did instead of throwing the right error, in words; empty if it
/// threw an `E` with which, says `amiss`, nothing is amiss.
template <class E, class Call>
std::string other_than(const Call& call, std::string (*amiss)(const E&)) {
  try {
    return in_words(call());
  } catch (const tandem::todo&) {
    throw;
  } catch (const E& error) {
    return amiss(error);
  } catch (const std::exception& error) {
    return fmt::format("another exception: {}", error.what());
  } catch (...) {
    return "something thrown that is no std::exception";
  }
}

std::string instead_of_invalid_argument(
    const std::function<child_end()>& call) {
  return other_than<std::invalid_argument>(
      call, [](const std::invalid_argument&) { return std::string{}; });
}

constexpr std::string_view another_code =
    "std::system_error with another code: ";

std::string instead_of_no_child(const std::function<child_end()>& call) {
  return other_than<std::system_error>(
      call, [](const std::system_error& error) {
        return error.code() == std::errc::no_child_process
                   ? std::string{}
                   : std::string{another_code} + error.what();
      });
}

/// Whether a process sleeps for good: in many looks it never ran, and all that
/// its threads wait for is somebody else.
bool sleeps_for_good(pid_t process) {
  const auto first = tandem::look_at(process);
  for (int looks = 0; looks < 50; ++looks) {
    const bool asleep = scene::state_of(process) == 'S';
    const auto now = tandem::look_at(process);
    if (!asleep || now.runnable || now.may_go_on ||
        now.switches != first.switches) {
      return false;
    }
    scene::one_millisecond();
  }
  return true;
}

/// The same, for a call that a child process makes: one that never ends is
/// stopped there, if it sleeps for good, or after 1 s of CPU.
std::string instead_of_no_child_elsewhere(pid_t number) {
  constexpr int used_up = 100;
  auto words = tandem::make_pipe();
  const pid_t asker = fork();
  if (asker == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    std::signal(SIGXCPU, [](int) { _exit(used_up); });  // and no core dump
    const rlimit a_second{.rlim_cur = 1, .rlim_max = 10};
    setrlimit(RLIMIT_CPU, &a_second);
    const auto saw = instead_of_no_child([&] { return wait_for(number); });
    const auto written = write(words.write.get(), saw.data(), saw.size());
    _exit(written < 0 ? 1 : 0);
  }
  if (asker < 0) {
    throw std::system_error{errno, std::generic_category(),
                            "the check cannot fork"};
  }
  words.write.close();
  bool blocked = false;
  siginfo_t ended{};
  while (waitid(P_PID, static_cast<id_t>(asker), &ended,
                WEXITED | WNOHANG | WNOWAIT) == 0 &&
         ended.si_pid == 0 && !blocked) {
    blocked = sleeps_for_good(asker);
    scene::one_millisecond();
  }
  if (blocked) {
    kill(asker, SIGKILL);
  }
  const int status = tandem::wait_for_child(asker).value_or(0);
  if (blocked) {
    return "it still waits for a process that is no child";
  }
  if (WIFSIGNALED(status)) {
    const int by = WTERMSIG(status);
    if (tandem::comes_from_outside(by)) {
      throw tandem::not_judged{"somebody ended a process of the check"};
    }
    return fmt::format("ended by {}", tandem::signal_name(by));
  }
  if (WEXITSTATUS(status) == used_up) {
    return "1 s of CPU used up, and no end";
  }
  if (WEXITSTATUS(status) != 0) {
    return fmt::format("it ended its process: {}",
                       in_words(exits(WEXITSTATUS(status))));
  }
  std::array<char, 1024> saw{};
  const auto got = read(words.read.get(), saw.data(), saw.size());
  return got > 0 ? std::string{saw.data(), static_cast<std::size_t>(got)} : "";
}

/// What the system does with each signal on behalf of this process, and which
/// ones the calling thread holds back.
struct signal_settings {
  std::vector<void (*)(int)> handlers;
  std::vector<int> flags;
  std::vector<int> held_back;
  friend bool operator==(const signal_settings&,
                         const signal_settings&) = default;

  static signal_settings now() {
    signal_settings seen;
    sigset_t held;
    pthread_sigmask(SIG_SETMASK, nullptr, &held);
    for (int number = 1; number < NSIG; ++number) {
      struct sigaction action {};
      sigaction(number, nullptr, &action);
      seen.handlers.push_back(action.sa_handler);
      seen.flags.push_back(action.sa_flags & flags_that_matter(action));
      seen.held_back.push_back(sigismember(&held, number));
    }
    return seen;
  }

 private:
  /// Without a handler, most flags mean nothing, and std::signal sets some;
  /// libc adds SA_RESTORER of its own.
  static int flags_that_matter(const struct sigaction& action) {
    constexpr int of_children = SA_NOCLDSTOP | SA_NOCLDWAIT;
    constexpr int of_handlers =
        SA_NODEFER | SA_ONSTACK | SA_RESTART | SA_SIGINFO;
    const bool handled =
        action.sa_handler != SIG_DFL && action.sa_handler != SIG_IGN;
    return handled ? of_children | of_handlers : of_children;
  }
};

}  // namespace

TEST_CASE_METHOD(tandem::probe, "read_exit_codes") {
  for (int code = 0; code <= 255; ++code) {
    demand_read(status_of_exit(code), exits(code),
                "each code from 0 to 255 is an exit code and nothing else");
  }
}

TEST_CASE_METHOD(tandem::probe, "read_signals") {
  for (int number = 1; number <= 64; ++number) {
    const auto said = read_status(status_of_signal(number));
    demand_read(status_of_signal(number), is_ended_by(number),
                said.what == child_end::by::exit
                    ? "a process that a signal ended has no exit code"
                    : "");
  }
}

TEST_CASE_METHOD(tandem::probe, "read_core_dumps") {
  for (const int number : {SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE,
                           SIGSEGV, SIGXCPU, SIGXFSZ, SIGSYS}) {
    demand_read(with_core(status_of_signal(number)), is_ended_by(number, true),
                "one bit beside the signal's number says that there is a core "
                "dump");
  }
}

TEST_CASE_METHOD(tandem::probe, "read_no_end") {
  for (const int status : {status_of_stop(SIGSTOP), status_of_stop(SIGTSTP),
                           status_of_stop(SIGTTIN), status_of_stop(SIGTTOU),
                           status_of_stop(SIGTRAP), status_of_going_on}) {
    const auto saw =
        instead_of_invalid_argument([&] { return read_status(status); });
    tandem::demand(
        saw.empty(),
        {.expected =
             fmt::format("std::invalid_argument for the status {:#x}", status),
         .saw = saw,
         .why = "a process that stopped, or goes on, has not ended: what is no "
                "exit need not be a signal's end"});
  }
}

TEST_CASE_METHOD(tandem::probe, "changes_nothing") {
  const auto before = signal_settings::now();
  const auto demand_unchanged = [&](const char* child) {
    tandem::demand(
        signal_settings::now() == before,
        {.expected = fmt::format("after the wait for {}, a process that treats "
                                 "signals as it did before",
                                 child),
         .saw = "a handler, its flags, or the signals that are held back, have "
                "changed",
         .why = "they belong to the whole program. With SIGCHLD ignored, for "
                "example, nobody hears any more how a child ended"});
  };
  const child one{exits(0)};
  one.let_end();
  one.until_ended();
  wait_for(one.pid());
  demand_unchanged("a child that had ended");
  const child other{exits(0)};
  scene::wait_beside(other, [](const waiter& answer) { answer.look(); });
  demand_unchanged("a child that ended during the call");
}

TEST_CASE_METHOD(tandem::probe, "ended_before") {
  for (const auto& end :
       {exits(0), exits(3), exits(9), exits(127), exits(137), exits(255),
        is_ended_by(SIGKILL), is_ended_by(SIGSEGV), is_ended_by(SIGABRT),
        is_ended_by(SIGTERM), is_ended_by(SIGRTMAX)}) {
    const child one{end};
    one.let_end();
    one.until_ended();
    const auto said = wait_for(one.pid());
    tandem::demand(
        said == end,
        {.expected = fmt::format("{} of a child that had ended before the call",
                                 in_words(end)),
         .saw = in_words(said),
         .why = ""});
  }
}

TEST_CASE_METHOD(tandem::probe, "reaps") {
  const child one{exits(4)};
  one.let_end();
  one.until_ended();
  wait_for(one.pid());
  tandem::demand(
      !one.is_ours(),
      {.expected = "a child that is off the system's list",
       .saw = "it is still there, as a zombie",
       .why = "a zombie takes a few bytes only, but it holds on to its "
              "process number, and those run out"});
}

TEST_CASE_METHOD(tandem::probe, "still_running") {
  for (const auto& end : {exits(7), is_ended_by(SIGKILL)}) {
    const child one{end};
    bool waited = false;
    bool runs = false;
    const auto seen = scene::wait_beside(one, [&](const waiter& answer) {
      waited = answer.look() != waits::not_any_more;
      runs = one.is_ours() && scene::state_of(one.pid()) != 'Z';
    });
    demand_said(seen, end, "of a child that ended during the call",
                !waited && runs
                    ? "the call came back while the child was running"
                    : "");
    tandem::demand(waited, {.expected = "a wait until the child has ended",
                            .saw = "the call came back before that",
                            .why = ""});
  }
}

TEST_CASE_METHOD(tandem::probe, "sleeps") {
  const child one{exits(7)};
  waits how{};
  const auto seen = scene::wait_beside(
      one, [&](const waiter& answer) { how = answer.look(); });
  demand_said(seen, exits(7), "of a child that ended during the call", "");
  tandem::demand(
      how == waits::asleep,
      {.expected = "a thread that sleeps until the child ends",
       .saw = how == waits::spinning ? "20 ms of CPU used up by waiting"
              : how == waits::for_some_time
                  ? "a sleep with a time limit, to look again after it"
                  : "a thread that woke ten times, and the child went on",
       .why = "the system can wake you: to look again and again costs CPU, or "
              "comes late"});
}

TEST_CASE_METHOD(tandem::probe, "right_child") {
  const several_children here;
  const auto seen = here.wait();
  const bool another =
      seen.said == here.ended.end() || seen.said == here.ends_meanwhile.end();
  demand_said(seen, here.meant.end(), "of the child that was asked for",
              another ? "that is how another child ended: wait() and "
                        "waitpid(-1) take whichever comes first"
                      : "");
}

TEST_CASE_METHOD(tandem::probe, "others_stay") {
  const several_children here;
  const auto seen = here.wait();
  demand_said(seen, here.meant.end(), "of the child that was asked for", "");
  for (const auto* other : {&here.ended, &here.ends_meanwhile, &here.goes_on}) {
    tandem::demand(
        other->is_ours(),
        {.expected = "other children, left for others to wait for",
         .saw = fmt::format("the child that ended with {} was waited for, too",
                            in_words(other->end())),
         .why = "whoever waits for that one will never hear how it ended"});
  }
  tandem::demand(scene::state_of(here.goes_on.pid()) != 'Z',
                 {.expected = "other children that go on",
                  .saw = "one of them was ended",
                  .why = ""});
}

TEST_CASE_METHOD(tandem::probe, "interrupted") {
  const handled_signal handler;
  const child one{exits(8)};
  int sent = 0;
  bool went_on = true;
  bool held_back = false;
  const auto seen = scene::wait_beside(one, [&](const waiter& answer) {
    for (; sent < 3 && went_on && !held_back; ++sent) {
      went_on = answer.look() != waits::not_any_more;
      if (!went_on) {
        return;
      }
      kill(getpid(), SIGUSR1);
      const auto how = answer.look();
      went_on = how != waits::not_any_more;
      const bool handled = handled_signal::count() > sent;
      // Who is asleep again has run its handlers before.
      held_back =
          !handled && how == waits::asleep && answer.holds_back(SIGUSR1);
      if (went_on && !handled && !held_back) {
        throw tandem::not_judged{
            "a signal was sent, and neither was it "
            "handled nor is it certain that it was not"};
      }
    }
  });
  demand_said(
      seen, exits(8), "though this process handles signals meanwhile",
      !went_on ? fmt::format(
                     "after {} it waited no more, and the child was running: a "
                     "system call that a handler interrupts says EINTR, and "
                     "has done nothing",
                     sent == 1 ? "one signal" : "several signals")
      : instead_of_no_child([&] { return seen.end(); }).empty()
          ? "errno says something only after waitpid has returned -1"
          : "");
  tandem::demand(went_on, {.expected = "a wait until the child has ended",
                           .saw = "an answer before that",
                           .why = ""});
  tandem::demand(
      !held_back,
      {.expected = "a signal that comes during the wait is handled when it "
                   "comes",
       .saw = "it is held back, and the wait goes on",
       .why = "what the program has to do then would come late, or never"});
}

TEST_CASE_METHOD(tandem::probe, "stopped") {
  const child one{exits(7)};
  bool when_stopped = false;
  bool when_continued = false;
  const auto seen = scene::wait_beside(one, [&](const waiter& answer) {
    answer.look();
    kill(one.pid(), SIGSTOP);
    until_state(one, true);
    when_stopped = answer.look() == waits::not_any_more;
    kill(one.pid(), SIGCONT);
    until_state(one, false);
    when_continued = !when_stopped && answer.look() == waits::not_any_more;
  });
  demand_said(seen, exits(7), "of a child that was stopped and went on before",
              when_stopped     ? "it had only stopped: that is no end"
              : when_continued ? "it had only been told to go on: that is no "
                                 "end"
                               : "");
  tandem::demand(!when_stopped && !when_continued,
                 {.expected = "a wait until the child has ended",
                  .saw = "an answer while it had stopped, or went on",
                  .why = ""});
}

TEST_CASE_METHOD(tandem::probe, "no_child") {
  const child one{exits(0)};
  one.let_end();
  one.until_ended();
  wait_for(one.pid());
  const auto demand_no_child = [](const std::string& saw, const char* what) {
    tandem::demand(
        saw.empty(),
        {.expected = fmt::format("std::system_error with ECHILD for {}", what),
         .saw = saw,
         .why = saw.starts_with("another exception")
                    ? "who catches it wants the code, too: std::system_error "
                      "takes errno and std::generic_category()"
                : saw.starts_with(another_code)
                    ? "if errno changed between waitpid and the throw: keep it "
                      "first"
                    : "nobody can say how that one ended, and asking again "
                      "does not help"});
  };
  // What loops for ever does so there, and not here.
  demand_no_child(instead_of_no_child_elsewhere(getpid()),
                  "a process that is no child");
  demand_no_child(instead_of_no_child([&] { return wait_for(one.pid()); }),
                  "a child that was waited for before");
}

TEST_CASE_METHOD(tandem::probe, "no_process") {
  for (const int number : {-1, 0, -getpgrp()}) {
    const child other{exits(0)};
    other.let_end();
    other.until_ended();
    const auto saw =
        instead_of_invalid_argument([&] { return wait_for(number); });
    tandem::demand(
        saw.empty() && other.is_ours(),
        {.expected = fmt::format(
             "std::invalid_argument for the process number {}", number),
         .saw = saw.empty() ? "that, and another child was waited for" : saw,
         .why = "to waitpid, -1 means any child, and other numbers below 1 a "
                "group of them"});
  }
}
