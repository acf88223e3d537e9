#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <functional>
#include <memory>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "answer.hpp"
#include "common/teaching/probe.hpp"
#include "common/teaching/todo.hpp"
#include "common/timing/clock_reader.hpp"
#include "common/timing/span.hpp"
#include "common/timing/work.hpp"
#include "common/workers/child_process.hpp"
#include "experiment.hpp"
#include "tests/catch.hpp"
#include "tests/exercises/how_others_wait.hpp"

// What a call costs the check reads itself, before and after: what the kernel
// has counted meanwhile is the truth. So no bound here depends on how fast the
// machine is, or on who else computes. Most probes allow an error of `rough`,
// which whole ticks of user and system time stay within; `short_jobs` does not.

namespace {

using processes::cpu_cost;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;

constexpr milliseconds rough{25};
constexpr milliseconds long_enough{50};  // for a job's computing, beside rough

std::string in_words(nanoseconds span) {
  return fmt::format("{:.3f} ms", tandem::in_ms(span));
}

struct user_and_system {
  nanoseconds user;
  nanoseconds system;
};
user_and_system parts_used_by(int who) {
  rusage usage{};
  getrusage(who, &usage);
  const auto span = [](const timeval& t) {
    return std::chrono::seconds{t.tv_sec} +
           std::chrono::microseconds{t.tv_usec};
  };
  return {span(usage.ru_utime), span(usage.ru_stime)};
}
nanoseconds used_by(int who) {
  const auto parts = parts_used_by(who);
  return parts.user + parts.system;
}

/// Uses so much CPU time, hardly any of it in the kernel.
void compute(nanoseconds span) {
  const auto cpu = tandem::system_clocks().thread_cpu.now;
  for (const auto begin = cpu(); cpu() - begin < span;) {
    tandem::work(tandem::steps_per_millisecond() / 4);
  }
}

/// A child process that does this and ends.
pid_t child_that(const std::function<void()>& does) {
  const pid_t child = fork();
  if (child == -1) {
    throw tandem::not_judged{"the system refuses another process"};
  }
  if (child == 0) {
    does();
    _exit(0);
  }
  return child;
}

pid_t child_that_computes(nanoseconds span = long_enough) {
  tandem::steps_per_millisecond();  // found out here, and not in the child
  return child_that([span] { compute(span); });
}

/// Keeps a child back, until it is let go on.
class gate {
 public:
  void wait() const {
    char byte = 0;
    [[maybe_unused]] const auto got = read(pipe_.read.get(), &byte, 1);
  }
  void open() const {
    [[maybe_unused]] const auto put = write(to_open(), "", 1);
  }
  [[nodiscard]] int to_open() const { return pipe_.write.get(); }

 private:
  tandem::pipe_ends pipe_ = tandem::make_pipe();
};

/// False if the answer is over before that.
bool until_it_waits(const scene::onlooker& answer,
                    const std::stop_token& over) {
  return answer.how_they_wait([&] { return over.stop_requested(); }) !=
         scene::waits::not_any_more;
}

/// What the answer says of a job, and what the kernel says.
struct judgement {
  cpu_cost said;
  nanoseconds least_own{};  ///< inside the job
  nanoseconds most_own{};   ///< around the whole call
  nanoseconds children{};
  int calls = 0;
  int left = 0;        ///< children that the job has returned
  int not_waited = 0;  ///< of these
};

/// What a thread does beside the answer, from when the job has returned. It is
/// asked to stop when the answer has.
using script = std::function<void(const std::stop_token&)>;

judgement judge(const processes::job& job, const script& beside = {}) {
  judgement seen;
  std::vector<pid_t> left;
  std::jthread helper;
  const auto own = used_by(RUSAGE_SELF);
  const auto children = used_by(RUSAGE_CHILDREN);
  seen.said = processes::cpu_time_of([&] {
    ++seen.calls;
    const auto before = used_by(RUSAGE_SELF);
    auto now_left = job();
    seen.least_own = used_by(RUSAGE_SELF) - before;
    left.insert(left.end(), now_left.begin(), now_left.end());
    if (beside) {
      helper = std::jthread{beside};
    }
    return now_left;
  });
  seen.most_own = used_by(RUSAGE_SELF) - own;
  seen.children = used_by(RUSAGE_CHILDREN) - children;
  helper.request_stop();
  if (helper.joinable()) {
    helper.join();
  }
  seen.left = static_cast<int>(left.size());
  for (const pid_t child : left) {
    if (waitpid(child, nullptr, WNOHANG) != -1) {  // it is still there
      ++seen.not_waited;
      kill(child, SIGKILL);
      tandem::wait_for_child(child);
    }
  }
  tandem::demand(seen.calls == 1,
                 {.expected = "the job runs once",
                  .saw = fmt::format("it ran {} times", seen.calls),
                  .why = ""});
  return seen;
}

/// Ends a probe that begins with long preparations, if nothing is written yet.
void stop_if_not_started() {
  judge([]() -> std::vector<pid_t> { return {}; });
}

void demand_waited(const judgement& seen, const std::string& why) {
  tandem::demand(
      seen.not_waited == 0,
      {.expected = "every child that the job returns has been waited for",
       .saw =
           fmt::format("{} of {} not waited for", seen.not_waited, seen.left),
       .why = why});
}

/// Not much less than the truth.
void demand_children(const judgement& seen, const std::string& of_what,
                     const std::string& why) {
  tandem::demand(seen.said.children >= seen.children / 2,
                 {.expected = fmt::format("children: {}, for {}",
                                          in_words(seen.children), of_what),
                  .saw = in_words(seen.said.children),
                  .why = why});
}

/// Not much more than the truth.
void demand_own_at_most(const judgement& seen, const std::string& of_what,
                        const std::string& why) {
  tandem::demand(seen.said.own <= seen.most_own + rough,
                 {.expected = fmt::format("own: at most {}, for {}",
                                          in_words(seen.most_own), of_what),
                  .saw = in_words(seen.said.own),
                  .why = why});
}

void demand_own_at_least(const judgement& seen, const std::string& of_what,
                         const std::string& why) {
  tandem::demand(seen.said.own >= seen.least_own / 2,
                 {.expected = fmt::format("own: at least {}, for {}",
                                          in_words(seen.least_own), of_what),
                  .saw = in_words(seen.said.own),
                  .why = why});
}

}  // namespace

TEST_CASE_METHOD(tandem::probe, "own_time") {
  stop_if_not_started();
  compute(long_enough);
  const auto before = judge([]() -> std::vector<pid_t> {
    std::this_thread::sleep_for(long_enough);
    return {};
  });
  demand_own_at_most(before,
                     "a job that sleeps, after some computing before it",
                     "only what is used from the beginning of the job on is "
                     "its cost, and a sleep uses no CPU");
  const auto seen = judge([]() -> std::vector<pid_t> {
    compute(long_enough);
    return {};
  });
  demand_own_at_least(seen, "a job that computes here", "");
}

TEST_CASE_METHOD(tandem::probe, "threads") {
  const auto seen = judge([]() -> std::vector<pid_t> {
    std::thread helper{[] { compute(long_enough); }};
    helper.join();
    return {};
  });
  demand_own_at_least(seen, "a job whose thread computes",
                      "own is the time of all threads of this process");
}

TEST_CASE_METHOD(tandem::probe, "sleeping_children") {
  const auto sleep = [] { std::this_thread::sleep_for(long_enough); };
  const auto seen = judge([&]() -> std::vector<pid_t> {
    return {child_that(sleep), child_that(sleep)};
  });
  tandem::demand(
      seen.said.children <= seen.children + rough,
      {.expected = fmt::format("children: {}, for two that sleep",
                               in_words(seen.children)),
       .saw = in_words(seen.said.children),
       .why = "wall time, however often it is counted, is not CPU time"});
}

TEST_CASE_METHOD(tandem::probe, "waited_by_the_job") {
  const auto seen = judge([]() -> std::vector<pid_t> {
    tandem::wait_for_child(child_that_computes());
    return {};
  });
  demand_children(seen, "a child that the job itself has waited for",
                  "it has cost CPU time as well; a parent's RUSAGE_CHILDREN "
                  "has all that were waited for, whoever did it");
}

TEST_CASE_METHOD(tandem::probe, "earlier_children") {
  stop_if_not_started();
  tandem::wait_for_child(child_that_computes());
  const auto seen = judge([]() -> std::vector<pid_t> { return {}; });
  tandem::demand(
      seen.said.children <= rough,
      {.expected = "children: none, for a job that starts none",
       .saw = in_words(seen.said.children),
       .why = "RUSAGE_CHILDREN has every child that this process has ever "
              "waited for: only what is added is the job's"});
}

TEST_CASE_METHOD(tandem::probe, "left_to_you") {
  const auto seen = judge([]() -> std::vector<pid_t> {
    return {child_that_computes(2 * long_enough), child_that_computes()};
  });
  demand_waited(seen,
                "until somebody waits for it, a child that has ended stays as "
                "a zombie, and its time is in nobody's figure");
  demand_children(seen, "two children that the job has returned",
                  "a child's time comes to RUSAGE_CHILDREN when it is waited "
                  "for: read it after that, not before");
}

TEST_CASE_METHOD(tandem::probe, "apart") {
  const auto seen =
      judge([]() -> std::vector<pid_t> { return {child_that_computes()}; });
  demand_own_at_most(seen, "a job whose child computes",
                     "the children's time is not this process's own");
}

TEST_CASE_METHOD(tandem::probe, "counted_once") {
  const auto seen = judge([]() -> std::vector<pid_t> {
    tandem::wait_for_child(child_that_computes());
    return {child_that_computes()};
  });
  tandem::demand(
      seen.said.children <= seen.children + rough,
      {.expected = fmt::format("children: {}, for one that the job has waited "
                               "for and one that it has returned",
                               in_words(seen.children)),
       .saw = in_words(seen.said.children),
       .why = "each child counts once: what wait4 says of a child is added to "
              "RUSAGE_CHILDREN at the same moment"});
}

TEST_CASE_METHOD(tandem::probe, "system_time") {
  // The kernel guesses how much of a short span was system time from where its
  // ticks met it: so the child goes on until enough is counted as such.
  const auto call_the_kernel = [] {
    constexpr auto most = 20 * long_enough;
    std::vector<char> bytes(1U << 18U);
    const int zeros = open("/dev/zero", O_RDONLY | O_CLOEXEC);
    const auto begin = parts_used_by(RUSAGE_SELF);
    for (auto now = begin; now.system - begin.system < long_enough &&
                           now.user - begin.user < most &&
                           read(zeros, bytes.data(), bytes.size()) > 0;) {
      now = parts_used_by(RUSAGE_SELF);
    }
  };
  const auto before = parts_used_by(RUSAGE_CHILDREN);
  const auto seen = judge(
      [&]() -> std::vector<pid_t> { return {child_that(call_the_kernel)}; });
  demand_children(seen, "a child that mostly calls the kernel",
                  "CPU time is user time and system time together");
  if (parts_used_by(RUSAGE_CHILDREN).system - before.system < long_enough) {
    throw tandem::not_judged{
        "the kernel counts a child's time in system calls as user time"};
  }
}

TEST_CASE_METHOD(tandem::probe, "grandchildren") {
  const auto seen = judge([]() -> std::vector<pid_t> {
    tandem::steps_per_millisecond();
    return {child_that([] { tandem::wait_for_child(child_that_computes()); })};
  });
  demand_waited(seen, "");
  demand_children(seen, "a child whose own child computes",
                  "a child that is waited for brings along what its own "
                  "children have used");
}

TEST_CASE_METHOD(tandem::probe, "short_jobs") {
  constexpr milliseconds brief{4};
  constexpr milliseconds exact{1};
  for (int round = 0; round < 5; ++round) {
    const auto seen = judge([&]() -> std::vector<pid_t> {
      compute(brief);
      return {child_that_computes(brief)};
    });
    tandem::demand(
        seen.said.own >= seen.least_own - exact &&
            seen.said.own <= seen.most_own + exact &&
            seen.said.children >= seen.children - exact &&
            seen.said.children <= seen.children + exact,
        {.expected = fmt::format(
             "own {} to {}, children {}, each right to 1 ms, for a short job",
             in_words(seen.least_own), in_words(seen.most_own),
             in_words(seen.children)),
         .saw = fmt::format("own {}, children {}", in_words(seen.said.own),
                            in_words(seen.said.children)),
         .why = seen.said.own % milliseconds{10} == nanoseconds{0} &&
                        seen.said.children % milliseconds{10} == nanoseconds{0}
                    ? "times(), and Boost.Timer on top of it, count in ticks "
                      "of 10 ms; getrusage() does not"
                    : ""});
  }
}

TEST_CASE_METHOD(tandem::probe, "over_a_second") {
  stop_if_not_started();
  rusage before{};
  getrusage(RUSAGE_CHILDREN, &before);
  const nanoseconds to_go = std::chrono::seconds{1} -
                            std::chrono::microseconds{before.ru_utime.tv_usec};
  if (to_go > long_enough) {  // two share the way to just before the second
    const auto half = (to_go - long_enough) / 2;
    const pid_t other = child_that_computes(half);
    tandem::wait_for_child(child_that_computes(half));
    tandem::wait_for_child(other);
  }
  const auto seen = judge([]() -> std::vector<pid_t> {
    return {child_that_computes(2 * long_enough)};
  });
  demand_children(seen,
                  "a child whose time brings the sum of all children over a "
                  "full second",
                  seen.said.children < nanoseconds{0}
                      ? "the microseconds begin at 0 again with each second: "
                        "tv_sec belongs to them"
                      : "");
}

TEST_CASE_METHOD(tandem::probe, "strangers") {
  constexpr milliseconds brief{2};
  const pid_t stranger = child_that_computes(brief);
  siginfo_t ended{};
  waitid(P_PID, static_cast<id_t>(stranger), &ended, WEXITED | WNOWAIT);
  const auto seen = judge(
      [&]() -> std::vector<pid_t> { return {child_that_computes(brief)}; });
  const bool still_there = waitpid(stranger, nullptr, 0) == stranger;
  tandem::demand(
      still_there,
      {.expected = "a child that had ended before the job began, and that the "
                   "job does not return, is left to others",
       .saw = "it was waited for",
       .why = "wait(), and waitpid(-1, ...), take whichever child has ended; "
              "waitpid() with a number takes that child"});
  demand_waited(seen, "");
}

TEST_CASE_METHOD(tandem::probe, "stopped") {
  const gate end;
  const scene::onlooker answer;
  pid_t child = 0;
  bool continued = false;
  const auto seen = judge(
      [&]() -> std::vector<pid_t> {
        child = child_that([&] {
          raise(SIGSTOP);
          end.wait();
        });
        siginfo_t stopped{};
        waitid(P_PID, static_cast<id_t>(child), &stopped, WSTOPPED | WNOWAIT);
        return {child};
      },
      [&](const std::stop_token& over) {
        if (until_it_waits(answer, over)) {
          kill(child, SIGCONT);
          continued = true;
        }
        if (until_it_waits(answer, over)) {
          end.open();
        }
      });
  demand_waited(
      seen, continued ? "it had only been told to go on after a stop, and "
                        "waitpid() tells of that only if asked"
                      : "it had only been stopped, as by Ctrl-Z, and may go "
                        "on; waitpid() tells of that only if asked");
}

TEST_CASE_METHOD(tandem::probe, "while_waiting") {
  constexpr auto span = 2 * long_enough;
  tandem::steps_per_millisecond();
  const gate end;
  const scene::onlooker answer;
  const auto seen = judge(
      [&]() -> std::vector<pid_t> { return {child_that([&] { end.wait(); })}; },
      [&](const std::stop_token& over) {
        if (until_it_waits(answer, over)) {
          compute(span);
          end.open();
        }
      });
  demand_waited(seen, "");
  tandem::demand(
      seen.said.own >= span - rough,
      {.expected = fmt::format("own: {} or more, for a job that leaves a "
                               "thread here, which computes while its child "
                               "goes on",
                               in_words(span)),
       .saw = in_words(seen.said.own),
       .why = "the job's time ends when the last of its processes does: read "
              "this process's own after that, too"});
}

namespace {

// Atomic: a thread that has just been started may be interrupted, too.
std::atomic<int> interruptions{0};
std::atomic<int> release_fd{-1};
static_assert(std::atomic<int>::is_always_lock_free);  // for a handler

/// Interrupts what the process is in; after many times, lets the child end.
void interrupt(int /*signal*/) {
  constexpr int many = 20;
  const int before = errno;
  if (++interruptions == many) {
    [[maybe_unused]] const auto written = write(release_fd, "", 1);
  }
  errno = before;
}

/// Sends this process a signal every 2 ms, for as long as it lives.
class interrupter {
 public:
  explicit interrupter(int lets_go) {
    interruptions = 0;
    release_fd = lets_go;
    struct sigaction action {};
    action.sa_handler = interrupt;  // without SA_RESTART
    sigaction(SIGALRM, &action, &before_);
    const itimerval often{{0, 2000}, {0, 2000}};
    setitimer(ITIMER_REAL, &often, nullptr);
  }
  interrupter(const interrupter&) = delete;
  interrupter& operator=(const interrupter&) = delete;
  ~interrupter() {
    const itimerval never{};
    setitimer(ITIMER_REAL, &never, nullptr);
    sigaction(SIGALRM, &before_, nullptr);
  }

 private:
  struct sigaction before_ {};
};

}  // namespace

TEST_CASE_METHOD(tandem::probe, "interrupted") {
  const gate end;
  const scene::onlooker answer;
  std::unique_ptr<interrupter> signals;
  bool held_back = false;
  const auto seen = judge(
      [&]() -> std::vector<pid_t> {
        const pid_t child = child_that([&] { end.wait(); });
        signals = std::make_unique<interrupter>(end.to_open());
        return {child};
      },
      [&](const std::stop_token& over) {
        scene::leave_signals_to_others();
        if (!until_it_waits(answer, over)) {
          return;
        }
        kill(getpid(), SIGALRM);
        held_back = answer.look().all_hold_back(SIGALRM);
        if (held_back) {
          end.open();
        }
      });
  demand_waited(seen,
                "a signal interrupts waitpid, which returns -1 with errno "
                "EINTR: the child has not ended, so ask again");
  tandem::demand(
      !held_back,
      {.expected = "that the signals which this process handles are handled "
                   "while you wait, too",
       .saw = "all threads sleep and hold them back",
       .why = "the child may wait for what a handler does: to ask again is "
              "enough, signals need not be blocked"});
}

TEST_CASE_METHOD(tandem::probe, "what_a_job_throws") {
  std::string came = "nothing";
  try {
    processes::cpu_time_of(
        []() -> std::vector<pid_t> { throw std::domain_error{"the job's"}; });
  } catch (const std::domain_error& error) {
    came = error.what();
  } catch (const tandem::todo&) {
    throw;  // not written yet
  } catch (const std::exception& error) {
    came = std::string{"another exception: "} + error.what();
  }
  tandem::demand(came == "the job's",
                 {.expected = "what the job throws comes through",
                  .saw = came,
                  .why = "who asked for the job has to know that it failed"});
}

TEST_CASE_METHOD(tandem::probe, "worker_processes") {
  constexpr int workers = 2;
  constexpr milliseconds brief{3};
  const processes::meeting_board board{2};
  nanoseconds jobs_cpu{};
  const auto seen = judge([&]() -> std::vector<pid_t> {
    const auto by = processes::hire_processes(workers, board);
    jobs_cpu = processes::run_twelve(*by, workers, board, brief).jobs_cpu();
    return {};
  });
  tandem::demand(
      seen.said.children >= jobs_cpu * 9 / 10,
      {.expected = fmt::format("children: {} or more, for the lesson's twelve "
                               "jobs on two worker processes",
                               in_words(jobs_cpu)),
       .saw = in_words(seen.said.children),
       .why = ""});
}
