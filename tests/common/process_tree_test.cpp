#include "common/teaching/process_tree.hpp"

#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "common/timing/work.hpp"
#include "tests/catch.hpp"
#include "tests/common/wait_for_ever.hpp"

namespace {

using std::chrono::milliseconds;

/// A child that lives while this object does.
class child_process {
 public:
  explicit child_process(const std::function<void()>& life) : pid_{fork()} {
    if (pid_ < 0) {
      throw std::runtime_error("no process to test with");
    }
    if (pid_ == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      life();
      tests::wait_for_ever();
    }
  }
  child_process(const child_process&) = delete;
  child_process& operator=(const child_process&) = delete;
  ~child_process() {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  [[nodiscard]] pid_t pid() const { return pid_; }

  /// Looks until the child is as wanted; the test's time limit ends a failure.
  [[nodiscard]] bool comes_to(
      const std::function<bool(tandem::activity)>& wanted) const {
    while (!wanted(tandem::look_at(pid_))) {
      poll(nullptr, 0, 5);
    }
    return true;
  }

 private:
  pid_t pid_;
};

bool asleep_for_ever(tandem::activity seen) {
  return !seen.may_go_on && !seen.runnable;
}
bool asleep_for_a_time(tandem::activity seen) {
  return seen.may_go_on && !seen.runnable;
}

}  // namespace

TEST_CASE("a thread that nothing will wake may not go on", "[stillness]") {
  const child_process paused{[] {}};
  CHECK(paused.comes_to(asleep_for_ever));
}

TEST_CASE("a futex without a limit is for ever, a sleep and a poll are not",
          "[stillness]") {
  const child_process locked{[] {
    std::mutex mutex;
    mutex.lock();
    std::thread{[&] { mutex.lock(); }}.join();
  }};
  CHECK(locked.comes_to(asleep_for_ever));
  const child_process sleeping{
      [] { std::this_thread::sleep_for(std::chrono::hours{1}); }};
  CHECK(sleeping.comes_to(asleep_for_a_time));
  const child_process polling{[] { poll(nullptr, 0, 3'600'000); }};
  CHECK(polling.comes_to(asleep_for_a_time));
  const child_process alarmed{[] {
    alarm(3'600);
    pause();
  }};
  CHECK(alarmed.comes_to(asleep_for_a_time));
  const child_process with_a_timer{[] {
    const int timer = timerfd_create(CLOCK_MONOTONIC, 0);
    std::array<char, 8> expirations{};
    (void)!read(timer, expirations.data(), expirations.size());
  }};
  CHECK(with_a_timer.comes_to(asleep_for_a_time));
}

TEST_CASE("threads that live on after the main one count") {
  const child_process half{[] {
    std::thread{[] {
      std::this_thread::sleep_for(std::chrono::hours{1});
    }}.detach();
    syscall(SYS_exit, 0);  // ends this thread alone
  }};
  CHECK(half.comes_to(asleep_for_a_time));
}

// Between the listing of a folder of /proc and the reading of an entry, what it
// tells of may end: the read then fails, which is no news.
TEST_CASE("threads that end while we look are passed over") {
  const child_process restless{[] {
    for (;;) {
      std::vector<std::jthread> brief;
      brief.reserve(20);
      for (int i = 0; i < 20; ++i) {
        brief.emplace_back([] {});
      }
    }
  }};
  const auto end = std::chrono::steady_clock::now() + milliseconds{500};
  int looks = 0;
  while (std::chrono::steady_clock::now() < end) {
    REQUIRE_NOTHROW(tandem::look_at(restless.pid()));
    ++looks;
  }
  CHECK(looks > 0);
}

TEST_CASE("a computing thread is runnable, and its switches or CPU time grow") {
  const child_process busy{[] {
    for (;;) {
      tandem::work(1'000'000);
    }
  }};
  CHECK(busy.comes_to([](auto seen) { return seen.runnable; }));
  const auto cpu = [&] {
    for (const auto& process : tandem::descendants(getpid())) {
      if (process.pid == busy.pid()) {
        return process.cpu;
      }
    }
    return std::chrono::nanoseconds{-1};
  };
  const auto before = cpu();
  CHECK(before >= std::chrono::nanoseconds{0});
  while (cpu() <= before) {
    poll(nullptr, 0, 5);
  }
}

TEST_CASE("descendants are children and theirs, parents first") {
  std::array<int, 2> born{};
  REQUIRE(pipe(born.data()) == 0);
  const child_process child{[&] {
    const pid_t grandchild = fork();
    if (grandchild == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
    } else {
      (void)!write(born[1], &grandchild, sizeof grandchild);
    }
  }};
  pid_t grandchild = 0;
  REQUIRE(read(born[0], &grandchild, sizeof grandchild) == sizeof grandchild);
  const auto found = tandem::descendants(getpid());
  REQUIRE(found.size() == 2);
  CHECK(found[0].pid == child.pid());
  CHECK(found[1].pid == grandchild);
  CHECK(found[1].parent == child.pid());
  kill(grandchild, SIGKILL);
  close(born[0]);
  close(born[1]);
}
