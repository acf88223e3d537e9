#include "common/locking/backoff.hpp"

#include <unistd.h>

#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

#include "common/locking/thread_look.hpp"
#include "tests/catch.hpp"

using std::chrono::microseconds;
using std::chrono::steady_clock;
using tandem::backoff;
using tandem::lock_with_backoff;

TEST_CASE("backing off doubles, and ends") {
  backoff others;
  for (microseconds least{2}; least <= microseconds{32}; least *= 2) {
    const auto begin = steady_clock::now();
    CHECK(others.wait());
    CHECK(steady_clock::now() - begin >= least);
  }
  CHECK_FALSE(others.wait());
  CHECK_FALSE(others.wait());
}

TEST_CASE("a free mutex is locked") {
  std::mutex mutex;
  std::unique_lock lock{mutex, std::defer_lock};
  lock_with_backoff(lock);
  CHECK(lock.owns_lock());
  bool is_free = true;
  std::jthread{[&] { is_free = mutex.try_lock(); }}.join();
  CHECK_FALSE(is_free);
}

TEST_CASE("who waits for long sleeps, and gets the mutex then") {
  std::mutex mutex;
  std::unique_lock mine{mutex};
  std::atomic<pid_t> waiting{0};
  std::atomic<bool> got{false};
  std::jthread other{[&] {
    std::unique_lock lock{mutex, std::defer_lock};
    waiting = gettid();
    lock_with_backoff(lock);
    got = lock.owns_lock();
  }};
  while (waiting == 0 || !tandem::look_at_thread(waiting).in_futex) {
    std::this_thread::yield();
  }
  CHECK_FALSE(got);
  mine.unlock();
  other.join();
  CHECK(got);
}
