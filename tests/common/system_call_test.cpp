#include "common/locking/system_call.hpp"

#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <functional>
#include <optional>
#include <semaphore>
#include <string>
#include <thread>

#include "common/locking/thread_look.hpp"
#include "common/workers/child_process.hpp"
#include "tests/catch.hpp"

namespace {

constexpr std::chrono::hours long_time{1};
constexpr int long_time_in_ms = 3'600'000;

/// A thread that waits in one way, until it is looked at; then it goes on.
tandem::thread_look look_at_sleeper(const std::function<void()>& waits,
                                    const std::function<void()>& wake) {
  std::atomic<pid_t> thread{0};
  std::thread sleeper{[&] {
    thread = gettid();
    thread.notify_one();
    waits();
  }};
  thread.wait(0);
  tandem::thread_look seen;
  for (int in_a_row = 0; in_a_row < 20;) {  // else it may still be on its way
    const auto now = tandem::look_at_thread(thread);
    in_a_row = now.asleep && now.switches == seen.switches ? in_a_row + 1 : 0;
    seen = now;
    poll(nullptr, 0, 1);
  }
  wake();
  sleeper.join();
  return seen;
}

tandem::thread_look look_at_poll(int limit) {
  const auto pipe = tandem::make_pipe();
  pollfd one{.fd = pipe.read.get(), .events = POLLIN, .revents = 0};
  return look_at_sleeper([&] { poll(&one, 1, limit); },
                         [&] { REQUIRE(write(pipe.write.get(), "", 1) == 1); });
}

bool calls_are_shown() {
  return tandem::current_call("/proc/self/task/" + std::to_string(gettid()))
      .has_value();
}

}  // namespace

TEST_CASE("a poll may have a limit") {
  if (calls_are_shown()) {
    CHECK(look_at_poll(-1).has_limit == false);
    CHECK(look_at_poll(long_time_in_ms).has_limit == true);
  }
}

TEST_CASE("a futex may have a limit") {
  if (calls_are_shown()) {
    std::binary_semaphore go_on{0};
    const auto wake = [&] { go_on.release(); };
    const auto for_ever = look_at_sleeper([&] { go_on.acquire(); }, wake);
    CHECK(for_ever.in_futex);
    CHECK(for_ever.has_limit == false);
    bool got_it = false;
    const auto limited = look_at_sleeper(
        [&] { got_it = go_on.try_acquire_for(long_time); }, wake);
    CHECK(got_it);
    CHECK(limited.in_futex);
    CHECK(limited.has_limit == true);
  }
}

TEST_CASE("a child's end may never come") {
  const pid_t child = fork();
  if (child == 0) {
    for (;;) {
      pause();
    }
  }
  std::optional<int> status;
  const auto seen =
      look_at_sleeper([&] { status = tandem::wait_for_child(child); },
                      [&] { kill(child, SIGKILL); });
  CHECK_FALSE(seen.in_futex);
  if (calls_are_shown()) {
    CHECK(seen.has_limit == false);
  }
  CHECK(status == SIGKILL);
  CHECK_FALSE(tandem::wait_for_child(child).has_value());
}

TEST_CASE("of another call nothing is said") {
  const auto pipe = tandem::make_pipe();
  char byte = 0;
  ssize_t got = 0;
  const auto seen =
      look_at_sleeper([&] { got = read(pipe.read.get(), &byte, 1); },
                      [&] { REQUIRE(write(pipe.write.get(), "", 1) == 1); });
  CHECK(got == 1);
  CHECK_FALSE(seen.has_limit.has_value());
}

TEST_CASE("a nap has a limit") {
  CHECK(tandem::has_time_limit({.number = SYS_clock_nanosleep}) == true);
}

TEST_CASE("a wait for signals with a limit is a nap, without it nobody knows") {
  CHECK(tandem::has_time_limit({SYS_rt_sigtimedwait, {0, 0, 1}}) == true);
  CHECK_FALSE(tandem::has_time_limit({SYS_rt_sigtimedwait, {}}).has_value());
}

TEST_CASE("signals that a thread holds back are seen") {
  sigset_t some;
  sigemptyset(&some);
  sigaddset(&some, SIGUSR2);
  pthread_sigmask(SIG_BLOCK, &some, nullptr);
  CHECK(tandem::look_at_thread(gettid()).held_back == 0);
  raise(SIGUSR2);
  CHECK(tandem::look_at_thread(gettid()).held_back == 1U << (SIGUSR2 - 1));
  int taken = 0;
  sigwait(&some, &taken);
  CHECK(taken == SIGUSR2);
  pthread_sigmask(SIG_UNBLOCK, &some, nullptr);
}
