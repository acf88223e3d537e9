#include "common/locking/rendezvous.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "tests/catch.hpp"

namespace {

/// Runs the same on several threads, and waits for them.
void on_threads(int count, const std::function<void(int)>& run) {
  std::vector<std::thread> threads;
  threads.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    threads.emplace_back(run, i);
  }
  for (auto& thread : threads) {
    thread.join();
  }
}

class spin_lock {
 public:
  explicit spin_lock(bool polite) : polite_{polite} {}
  void lock() {
    while (held_.test_and_set(std::memory_order_acquire)) {
      if (polite_) {
        std::this_thread::yield();
      }
    }
  }
  void unlock() { held_.clear(std::memory_order_release); }

 private:
  bool polite_;
  std::atomic_flag held_;
};

/// How many of two threads met inside `lock`.
template <class Lock>
int met_inside(Lock& lock) {
  tandem::rendezvous place;
  std::atomic<int> met{0};
  on_threads(2, [&](int) {
    place.announce();
    const std::lock_guard hold{lock};
    met += place.meet() ? 1 : 0;
  });
  CHECK(place.met() == (met == 2));
  return met;
}

struct no_lock {
  void lock() {}
  void unlock() {}
};

}  // namespace

TEST_CASE("threads that nothing keeps apart meet, however many") {
  for (const int threads : {2, 3, 7}) {
    tandem::rendezvous place{threads};
    std::atomic<int> met{0};
    on_threads(threads, [&](int i) {
      place.announce();
      std::this_thread::sleep_for(std::chrono::milliseconds{i});  // no futex
      met += place.meet() ? 1 : 0;
    });
    CHECK(met == threads);
    CHECK(place.met());
  }
}

TEST_CASE("without a lock two threads meet every time") {
  no_lock nothing;
  for (int round = 0; round < 300; ++round) {
    REQUIRE(met_inside(nothing) == 2);
  }
}

TEST_CASE("inside a lock two threads cannot meet") {
  for (int round = 0; round < 50; ++round) {
    std::mutex lock;
    REQUIRE(met_inside(lock) == 0);
  }
  for (const bool polite : {false, true}) {
    spin_lock lock{polite};
    CHECK(met_inside(lock) == 0);
  }
}

TEST_CASE("inside a lock that wakes up now and then to try again neither") {
  struct impatient {
    std::mutex own;
    std::condition_variable freed;
    bool held = false;
    void lock() {
      std::unique_lock hold{own};
      while (held) {
        freed.wait_for(hold, std::chrono::milliseconds{20});
      }
      held = true;
    }
    void unlock() {
      {
        const std::lock_guard hold{own};
        held = false;
      }
      freed.notify_one();
    }
  };
  impatient lock;
  CHECK(met_inside(lock) == 0);
}

TEST_CASE("who need not come does not keep the others from meeting") {
  tandem::rendezvous place{2, 3};
  std::mutex taken;
  taken.lock();
  std::atomic<int> met{0};
  std::thread kept_out{[&] {
    place.announce();
    const std::lock_guard hold{taken};
  }};
  on_threads(2, [&](int) {
    place.announce();
    met += place.meet() ? 1 : 0;
  });
  taken.unlock();
  kept_out.join();
  CHECK(met == 2);
  CHECK(place.met());
  CHECK_NOTHROW(place.demand_decided());
}

TEST_CASE("who withdraws, or ends, is not waited for") {
  for (const bool says_so : {true, false}) {
    tandem::rendezvous place;
    on_threads(2, [&](int i) {
      place.announce();
      if (i == 0) {
        place.meet();
      } else if (says_so) {
        place.withdraw();
      }
    });
    CHECK_FALSE(place.met());
  }
}

TEST_CASE("who comes after it was called off does not wait") {
  tandem::rendezvous place;
  std::thread{[&] { place.withdraw(); }}.join();
  CHECK_FALSE(place.meet());
  CHECK_FALSE(place.meet());
}

TEST_CASE("a rendezvous needs two") {
  CHECK_THROWS_AS(tandem::rendezvous{1}, std::invalid_argument);
  CHECK_THROWS_AS(tandem::rendezvous{-1}, std::invalid_argument);
  CHECK_THROWS_AS((tandem::rendezvous{3, 2}), std::invalid_argument);
}
