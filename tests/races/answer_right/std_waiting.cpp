// Every way of the standard library to wait for another thread orders the two.
#include <atomic>
#include <barrier>
#include <chrono>
#include <condition_variable>
#include <latch>
#include <mutex>
#include <semaphore>
#include <shared_mutex>
#include <stop_token>
#include <thread>

#include "answer.hpp"

namespace {

using std::chrono::seconds;
using std::chrono::steady_clock;
using std::chrono::system_clock;

/// One thread writes, then says so; the other is told, then reads and writes.
template <typename saying, typename hearing>
void hand_over(const saying& say, const hearing& hear) {
  int data = 0;
  std::thread writer{[&] {
    data = 42;
    say();
  }};
  hear();
  ++data;
  writer.join();
}

/// By a condition variable; `wait` takes it, a held lock and a predicate.
template <typename condition, typename waiting>
void by_condition(const waiting& wait) {
  std::mutex lock;
  condition changed;
  bool done = false;
  hand_over(
      [&] {
        {
          const std::lock_guard guard{lock};
          done = true;
        }
        changed.notify_all();
      },
      [&] {
        std::unique_lock guard{lock};
        wait(changed, guard, [&] { return done; });
      });
}

template <typename condition>
void by_every_wait() {
  by_condition<condition>([](auto& changed, auto& guard, const auto& done) {
    changed.wait(guard, done);
  });
  by_condition<condition>([](auto& changed, auto& guard, const auto& done) {
    changed.wait_for(guard, seconds{60}, done);
  });
  by_condition<condition>([](auto& changed, auto& guard, const auto& done) {
    while (!changed.wait_for(guard, std::chrono::microseconds{50}, done)) {
    }
  });
  by_condition<condition>([](auto& changed, auto& guard, const auto& done) {
    changed.wait_until(guard, steady_clock::now() + seconds{60}, done);
  });
  by_condition<condition>([](auto& changed, auto& guard, const auto& done) {
    changed.wait_until(guard, system_clock::now() + seconds{60}, done);
  });
}

template <typename semaphore>
void by_semaphore() {
  semaphore one{0};
  hand_over([&] { one.release(); }, [&] { one.acquire(); });
  hand_over([&] { one.release(); },
            [&] {
              while (!one.try_acquire_for(seconds{60})) {
              }
            });
  hand_over([&] { one.release(); },
            [&] {
              while (!one.try_acquire()) {
              }
            });
}

void by_latch_and_barrier() {
  std::latch come{1};
  hand_over([&] { come.count_down(); }, [&] { come.wait(); });
  std::latch both{2};
  hand_over([&] { both.arrive_and_wait(); }, [&] { both.arrive_and_wait(); });
  std::barrier meeting{2};
  hand_over([&] { meeting.arrive_and_wait(); },
            [&] { meeting.arrive_and_wait(); });
  int phases = 0;
  std::barrier counted{2, [&]() noexcept { ++phases; }};
  const auto rounds = [&] {
    for (int i = 0; i < 10; ++i) {
      counted.arrive_and_wait();
    }
  };
  hand_over(rounds, rounds);
  ++phases;
}

void by_atomic() {
  std::atomic<bool> done{false};
  hand_over(
      [&] {
        done = true;
        done.notify_one();
      },
      [&] { done.wait(false); });
  done = false;
  hand_over([&] { done.store(true, std::memory_order_release); },
            [&] {
              while (!done.load(std::memory_order_acquire)) {
              }
            });
  std::atomic_flag flag;
  hand_over(
      [&] {
        flag.test_and_set();
        flag.notify_one();
      },
      [&] { flag.wait(false); });
  std::atomic<int> sleepers{0};
  hand_over(
      [&] {
        ++sleepers;
        sleepers.notify_all();
      },
      [&] { sleepers.wait(0); });
}

void by_spin_lock() {
  int count = 0;
  std::atomic_flag taken;
  const auto work = [&] {
    for (int i = 0; i < 100; ++i) {
      while (taken.test_and_set(std::memory_order_acquire)) {
        std::this_thread::yield();
      }
      ++count;
      taken.clear(std::memory_order_release);
    }
  };
  std::thread one{work};
  std::thread other{work};
  one.join();
  other.join();
  std::atomic<int> next{0};
  int turns = 0;
  const auto in_turn = [&](int me) {
    for (int i = 0; i < 10; ++i) {
      while (next.load() % 2 != me) {
        std::this_thread::yield();
      }
      ++turns;
      ++next;
    }
  };
  std::thread even{in_turn, 0};
  std::thread odd{in_turn, 1};
  even.join();
  odd.join();
}

void by_stop_token() {
  int data = 0;
  std::jthread worker{[&](const std::stop_token& asked) {
    while (!asked.stop_requested()) {
      std::this_thread::yield();
    }
    ++data;
  }};
  data = 1;
  worker.request_stop();
  worker.join();
  ++data;
  std::jthread other{[&](const std::stop_token& asked) {
    const std::stop_callback call{asked, [&] { ++data; }};
    while (!asked.stop_requested()) {
      std::this_thread::yield();
    }
  }};
}

}  // namespace

void races::answer() {
  by_every_wait<std::condition_variable>();
  by_every_wait<std::condition_variable_any>();
  by_semaphore<std::counting_semaphore<>>();
  by_semaphore<std::binary_semaphore>();
  by_latch_and_barrier();
  by_atomic();
  by_spin_lock();
  by_stop_token();
}
