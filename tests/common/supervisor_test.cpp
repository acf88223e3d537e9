#include "common/teaching/supervisor.hpp"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "common/teaching/process_tree.hpp"
#include "common/timing/work.hpp"
#include "tests/catch.hpp"
#include "tests/common/wait_for_ever.hpp"

namespace {

using std::chrono::milliseconds;
using tandem::check_outcome;
using tandem::check_verdict;

/// What the supervisor says of an answer that does this in the probe "try_it".
check_outcome supervised(const std::function<void(tandem::probe_log&)>& answer,
                         const tandem::supervisor_limits& limits = {}) {
  return tandem::supervise(
      [&](tandem::probe_log& log) {
        log.begin("try_it");
        answer(log);
      },
      limits);
}

check_outcome supervised_answer(const std::function<void()>& answer) {
  return supervised([&](tandem::probe_log&) { answer(); });
}

void check_wrong(const check_outcome& seen, const std::string& cause,
                 const std::string& words) {
  CHECK(seen.is == check_verdict::wrong);
  CHECK(seen.cause == cause);
  CHECK_THAT(seen.what.saw, tests::contains(words));
  CHECK(tandem::exit_code(seen, false) == 1);
}

/// Recursion without end. The call goes through a volatile pointer, or the
/// compiler would make a loop of it.
void recurse(int depth) {
  static void (*volatile again)(int) = nullptr;
  again = recurse;
  std::array<std::uint64_t, 512> frame{};
  again(depth + 1);
  tandem::make_opaque(frame[0]);  // the frame is needed to the end
}

}  // namespace

TEST_CASE("an answer that passes every probe is right") {
  const auto seen = supervised_answer([] {});
  CHECK(seen.is == check_verdict::right);
  CHECK(seen.probes == 1);
  CHECK(tandem::exit_code(seen, false) == 0);
}

TEST_CASE("a rejection is wrong, under the name of its probe") {
  const auto seen = supervised([](auto& log) {
    log.begin("occupancy");
    log.wrong({"at most 1", "3 at once", "each thread has its own lock"});
  });
  check_wrong(seen, "occupancy", "3 at once");
  CHECK(seen.what.expected == "at most 1");
  CHECK(seen.what.why == "each thread has its own lock");
}

TEST_CASE("an answer that crashes is wrong, with the signal's name") {
  check_wrong(supervised_answer([] { std::raise(SIGSEGV); }), "SIGSEGV",
              "try_it");
  check_wrong(supervised_answer([] { std::abort(); }), "SIGABRT", "SIGABRT");
}

TEST_CASE("an exception that nobody catches is wrong") {
  check_wrong(supervised_answer([] {
                std::thread{[] { throw std::runtime_error("lost"); }}.join();
              }),
              "SIGABRT", "SIGABRT");
}

TEST_CASE("an exception that leaves the check itself is no way back") {
  check_wrong(supervised_answer([] { throw std::runtime_error("lost"); }),
              "SIGABRT", "SIGABRT");
}

TEST_CASE("an answer that somebody else ends is not judged") {
  for (const int number : {SIGKILL, SIGTERM, SIGHUP, SIGINT}) {
    const auto seen = supervised_answer([=] {
      std::signal(number, SIG_DFL);  // nohup and background jobs ignore some
      std::raise(number);
    });
    CHECK(seen.is == check_verdict::not_judged);
    CHECK_THAT(seen.reason, tests::contains("SIG"));
  }
}

TEST_CASE("a sleep that ends by itself is no deadlock, whatever the call") {
  const auto seen = supervised(
      [](auto&) {
        alarm(2);
        std::signal(SIGALRM, [](int) {});
        pause();
      },
      {.probe = milliseconds{100}, .still = milliseconds{500}});
  CHECK(seen.is == check_verdict::right);
}

TEST_CASE("a stack overflow is wrong") {
  check_wrong(supervised_answer([] { recurse(0); }), "SIGSEGV", "SIGSEGV");
}

TEST_CASE("an answer that ends the process proves nothing") {
  check_wrong(supervised_answer([] { std::exit(0); }), "exit", "exit code 0");
  check_wrong(supervised_answer([] { _exit(0); }), "exit", "exit code 0");
  check_wrong(supervised_answer([] { _exit(7); }), "exit", "exit code 7");
}

TEST_CASE("an endless loop is wrong, by its CPU time") {
  const auto seen = supervised(
      [](auto&) {
        for (;;) {
          tandem::work(1'000'000);
        }
      },
      {.cpu = milliseconds{300}});
  check_wrong(seen, "endless_loop", "CPU");
}

TEST_CASE("a deadlock is wrong, soon after the probe's limit", "[stillness]") {
  check_wrong(supervised(
                  [](auto&) {
                    std::mutex mutex;
                    mutex.lock();
                    std::thread{[&] { mutex.lock(); }}.join();
                  },
                  {.probe = milliseconds{100}, .still = milliseconds{500}}),
              "deadlock", "every thread sleeps");
}

TEST_CASE("a wait for a child process that waits for ever is a deadlock",
          "[stillness]") {
  const auto seen = supervised(
      [](auto&) {
        const pid_t child = fork();
        if (child == 0) {
          tests::wait_for_ever();
        }
        waitpid(child, nullptr, 0);
      },
      {.probe = milliseconds{100}, .still = milliseconds{500}});
  check_wrong(seen, "deadlock", "every thread sleeps");
}

TEST_CASE("a right answer may wait for a child process that computes") {
  const auto seen = supervised(
      [](auto&) {
        const pid_t child = fork();
        if (child == 0) {
          tandem::burn_cpu(milliseconds{1500});
          _exit(0);
        }
        waitpid(child, nullptr, 0);
      },
      {.probe = milliseconds{100}, .still = milliseconds{500}});
  // Where nobody gives it 1.5 s of CPU in 30 s it cannot be judged.
  CHECK((seen.is == check_verdict::right ||
         seen.is == check_verdict::not_judged));
}

TEST_CASE("a right answer may wait for a child process that gets no CPU") {
  // A stopped process stands for one that is starved: ready, and not running.
  const auto seen = supervised(
      [](auto&) {
        const pid_t starved = fork();
        if (starved == 0) {
          std::raise(SIGSTOP);
          _exit(0);
        }
        const pid_t waker = fork();
        if (waker == 0) {
          for (int i = 0; i < 15; ++i) {
            poll(nullptr, 0, 100);
          }
          if (starved > 0) {
            kill(starved, SIGCONT);
          }
          _exit(0);
        }
        waitpid(starved, nullptr, 0);
        waitpid(waker, nullptr, 0);
      },
      {.probe = milliseconds{100}, .still = milliseconds{500}});
  CHECK(seen.is == check_verdict::right);
}

TEST_CASE("a starved answer that nothing can be said of is not judged") {
  const auto seen = supervised([](auto&) { std::raise(SIGSTOP); },
                               {.probe = milliseconds{100},
                                .still = milliseconds{100},
                                .wall = milliseconds{1000}});
  CHECK(seen.is == check_verdict::not_judged);
  CHECK(tandem::exit_code(seen, false) == 77);
  CHECK(tandem::exit_code(seen, true) == 1);
}

TEST_CASE("not started is no verdict on what is there") {
  const auto seen =
      supervised([](auto& log) { log.not_started("make a stopwatch"); });
  CHECK(seen.is == check_verdict::not_started);
  CHECK(seen.reason == "make a stopwatch");
  CHECK(tandem::exit_code(seen, true) == 77);
}

TEST_CASE("a todo beside something wrong is wrong") {
  const auto seen = supervised([](auto& log) {
    log.not_started("the other half");
    log.begin("this_half");
    log.wrong({"1", "2", ""});
  });
  check_wrong(seen, "this_half", "2");
}

TEST_CASE("an orphan that is left behind is wrong, and is ended",
          "[stillness]") {
  const auto seen = supervised(
      [](auto&) {
        if (fork() == 0) {
          if (fork() == 0) {
            tests::wait_for_ever();
          }
          _exit(0);
        }
        wait(nullptr);
      },
      {.still = milliseconds{300}});
  check_wrong(seen, "left_behind", "1 still there");
  CHECK(tandem::descendants(getpid()).empty());
}

TEST_CASE("a child that is just about to end is waited for") {
  const auto seen = supervised(
      [](auto&) {
        if (fork() == 0) {
          tandem::burn_cpu(milliseconds{600});
          _exit(0);
        }
      },
      {.still = milliseconds{300}});
  CHECK(seen.is == check_verdict::right);
}

TEST_CASE("what an answer prints changes no verdict") {
  const auto seen = supervised([](auto& log) {
    std::puts("an answer prints: RIGHT: 99 probes passed");
    std::fputs("an answer prints on stderr\n", stderr);
    log.wrong({"1", "2", ""});
  });
  check_wrong(seen, "try_it", "2");
}

TEST_CASE("a forked copy of the answer cannot speak for it") {
  const auto seen = supervised([](auto& log) {
    if (fork() == 0) {
      log.wrong({"", "from a copy", ""});
      _exit(0);
    }
    wait(nullptr);
  });
  CHECK(seen.is == check_verdict::right);
}

TEST_CASE("nothing that the child inherits can be typed into") {
  CHECK(supervised_answer([] {
          if (std::getchar() != EOF) {
            std::abort();
          }
        }).is == check_verdict::right);
}

TEST_CASE("ignored signals of the caller change no verdict") {
  std::signal(SIGCHLD, SIG_IGN);
  CHECK(supervised_answer([] {}).is == check_verdict::right);
}

TEST_CASE("who is asked to end ends everybody first") {
  // The supervisor in a process of its own, asked to end while it watches.
  std::array<int, 2> told{};
  REQUIRE(pipe(told.data()) == 0);
  const pid_t asked = fork();
  if (asked == 0) {
    supervised([&](auto&) {
      const pid_t self = getpid();
      (void)!write(told[1], &self, sizeof self);
      tests::wait_for_ever();
    });
    _exit(0);
  }
  close(told[1]);
  pid_t answer = 0;
  REQUIRE(read(told[0], &answer, sizeof answer) == sizeof answer);
  kill(asked, SIGTERM);
  int status = 0;
  REQUIRE(waitpid(asked, &status, 0) == asked);
  CHECK(WIFSIGNALED(status));
  CHECK(kill(answer, 0) == -1);
  close(told[0]);
}

TEST_CASE("a check without a probe, and one that reports a fault, are ours") {
  CHECK(tandem::supervise([](auto&) {}).is == check_verdict::fault);
  const auto seen = supervised([](auto& log) { log.fault("odd"); });
  CHECK(seen.is == check_verdict::fault);
  CHECK(tandem::exit_code(seen, false) == 99);
}

TEST_CASE(
    "a data race makes wrong, though the child comes to no end after it") {
  using kind = tandem::race_access::kind;
  const auto seen = supervised([](auto& log) {
    log.race({{kind::write, false, 3}, {kind::read, false, 5}});
    std::abort();
  });
  check_wrong(seen, "data_race", "while the check tried: try_it");
  CHECK(seen.race.value_or(tandem::data_race{}).other.line == 5);
}
