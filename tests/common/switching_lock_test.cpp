#include "common/locking/switching_lock.hpp"

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "common/locking/occupancy.hpp"
#include "common/locking/rendezvous.hpp"
#include "common/timing/work.hpp"
#include "common/workers/run_jobs.hpp"
#include "tests/catch.hpp"

namespace {

using std::chrono::milliseconds;
using tandem::switching_lock;

}  // namespace

TEST_CASE("alone, nobody is asked to let go") {
  switching_lock lock{milliseconds{1}};
  {
    const std::lock_guard hold{lock};
    for (int i = 0; i < 100; ++i) {
      tandem::burn_cpu(std::chrono::microseconds{50});
      lock.look();
    }
  }
  CHECK(lock.counts().forced == 0);
  CHECK(lock.counts().voluntary == 1);
  CHECK(lock.most_inside() == 1);
}

TEST_CASE("who waits gets in, though the holder never lets go by itself") {
  switching_lock lock{milliseconds{2}};
  std::atomic<bool> over{false};
  std::atomic<bool> computing{false};
  std::thread holder{[&] {
    const std::lock_guard hold{lock};
    computing = true;
    while (!over) {
      tandem::work(1000);
      lock.look();
    }
  }};
  while (!computing) {
    std::this_thread::yield();
  }
  while (lock.counts().forced < 10) {  // it may win the race back meanwhile
    const std::lock_guard hold{lock};
  }
  over = true;
  holder.join();
  const auto counts = lock.counts();
  CHECK(counts.forced >= 10);
  CHECK(counts.shortest_forced >= milliseconds{2});
  CHECK(lock.most_inside() == 1);
}

TEST_CASE("computing threads take turns, none before a whole interval") {
  constexpr int threads = 3;
  switching_lock lock{milliseconds{1}};
  std::atomic<bool> over{false};
  tandem::occupancy inside;
  tandem::run_each(threads, threads, [&](std::size_t, int) {
    const std::lock_guard hold{lock};
    inside.enter();
    while (!over) {
      tandem::work(1000);
      inside.leave();
      lock.look();
      inside.enter();
      over = over || lock.counts().forced >= 30;
    }
    inside.leave();
  });
  CHECK(inside.most() == 1);
  CHECK(lock.counts().forced >= 30);
  CHECK(lock.counts().voluntary == threads);
  CHECK(lock.counts().shortest_forced >= milliseconds{1});
}

TEST_CASE("a holder that never looks is never forced out") {
  switching_lock lock{std::chrono::microseconds{100}};
  tandem::rendezvous place;
  std::thread waiter;
  {
    const std::lock_guard hold{lock};
    waiter = std::thread{[&] {
      place.announce();
      const std::lock_guard also{lock};
      place.meet();
    }};
    CHECK_FALSE(place.meet());  // the waiter waits for us
    tandem::burn_cpu(milliseconds{5});
  }
  waiter.join();
  CHECK(lock.counts().forced == 0);
}

TEST_CASE("who lets go when asked cannot win the lock back at once") {
  switching_lock lock{milliseconds{1}};
  bool waiter_was_in = false;  // guarded by the lock
  std::thread waiter;
  {
    const std::lock_guard hold{lock};
    waiter = std::thread{[&] {
      const std::lock_guard also{lock};
      waiter_was_in = true;
    }};
    while (lock.counts().asked == 0) {
      tandem::work(1000);
    }
    lock.unlock();
    lock.lock();
    CHECK(waiter_was_in);
  }
  waiter.join();
  CHECK(lock.counts().asked >= 1);
  CHECK(lock.counts().forced == 0);
  CHECK(lock.counts().taken == 3);
}

TEST_CASE("who let go and came back has a whole interval again") {
  switching_lock lock{milliseconds{2}};
  std::atomic<bool> over{false};
  std::thread holder{[&] {
    for (int turn = 0; !over; ++turn) {
      const std::lock_guard hold{lock};
      for (int step = 0; step < 6 + turn % 40 && !over; ++step) {
        tandem::burn_cpu(std::chrono::microseconds{100});
        lock.look();
      }
    }
  }};
  while (lock.counts().forced < 10) {
    const std::lock_guard hold{lock};
  }
  over = true;
  holder.join();
  CHECK(lock.counts().shortest_forced >= milliseconds{2});
  CHECK(lock.counts().asked >= lock.counts().forced);
}

TEST_CASE("many threads on one lock all come to their end") {
  switching_lock lock{std::chrono::microseconds{50}};
  std::int64_t sum = 0;  // guarded by the lock
  tandem::run_each(400, 8, [&](std::size_t job, int) {
    const std::lock_guard hold{lock};
    for (int i = 0; i < 20; ++i) {
      const auto before = sum;
      tandem::work(500);
      sum = before + 1;
      lock.look();
    }
    if (job % 3 == 0) {
      lock.unlock();
      std::this_thread::yield();
      lock.lock();
    }
  });
  CHECK(sum == 8000);
  CHECK(lock.most_inside() == 1);
}

TEST_CASE("the interval must be positive, and can be set") {
  for (const int wrong : {0, -5}) {
    CHECK_THROWS_AS(switching_lock{milliseconds{wrong}}, std::invalid_argument);
  }
  switching_lock lock;
  CHECK(lock.interval() == milliseconds{5});
  lock.set_interval(milliseconds{20});
  CHECK(lock.interval() == milliseconds{20});
  CHECK_THROWS_AS(lock.set_interval(milliseconds{0}), std::invalid_argument);
  CHECK(lock.interval() == milliseconds{20});
}
