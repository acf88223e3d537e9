// Every mutex of the standard library guards a counter: no race.
#include <chrono>
#include <mutex>
#include <shared_mutex>
#include <thread>

#include "answer.hpp"

namespace {

using std::chrono::seconds;
using std::chrono::steady_clock;
using std::chrono::system_clock;

/// Two threads count, each step inside what `enter` gives.
template <typename enter>
void count_with(const enter& inside) {
  int count = 0;
  const auto work = [&] {
    for (int i = 0; i < 100; ++i) {
      const auto guard = inside();
      ++count;
    }
  };
  std::thread one{work};
  std::thread other{work};
  one.join();
  other.join();
}

template <typename mutex>
void count_locked() {
  mutex lock;
  count_with([&] { return std::unique_lock{lock}; });
}

/// Each way of a timed mutex by its own, so that none hides the other.
template <typename mutex>
void count_timed() {
  count_locked<mutex>();
  mutex lock;
  count_with([&] { return std::unique_lock{lock, seconds{60}}; });
  count_with([&] {
    return std::unique_lock{lock, steady_clock::now() + seconds{60}};
  });
  count_with([&] {
    return std::unique_lock{lock, system_clock::now() + seconds{60}};
  });
  count_with([&] {
    std::unique_lock guard{lock, std::defer_lock};
    while (!guard.try_lock_for(seconds{0})) {
      std::this_thread::yield();
    }
    return guard;
  });
}

/// One thread writes, two read.
template <typename mutex, typename reading>
void share(const reading& inside) {
  mutex lock;
  int value = 0;
  int seen = 0;
  const auto read = [&](int& sum) {
    for (int i = 0; i < 100; ++i) {
      const auto guard = inside(lock);
      sum += value;
    }
  };
  std::thread writer{[&] {
    for (int i = 0; i < 100; ++i) {
      const std::unique_lock guard{lock};
      ++value;
    }
  }};
  int other_seen = 0;
  std::thread one{read, std::ref(seen)};
  std::thread other{read, std::ref(other_seen)};
  writer.join();
  one.join();
  other.join();
}

}  // namespace

void races::answer() {
  count_locked<std::mutex>();
  count_locked<std::recursive_mutex>();
  count_locked<std::shared_mutex>();
  count_timed<std::timed_mutex>();
  count_timed<std::recursive_timed_mutex>();
  count_timed<std::shared_timed_mutex>();
  share<std::shared_mutex>([](auto& lock) { return std::shared_lock{lock}; });
  share<std::shared_timed_mutex>(
      [](auto& lock) { return std::shared_lock{lock}; });
  share<std::shared_timed_mutex>(
      [](auto& lock) { return std::shared_lock{lock, seconds{60}}; });
  std::mutex first;
  std::mutex second;
  count_with([&] { return std::scoped_lock{first, second}; });
}
