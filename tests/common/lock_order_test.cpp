#include "common/locking/lock_order.hpp"

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

#include "common/locking/rendezvous.hpp"
#include "common/workers/run_jobs.hpp"
#include "tests/catch.hpp"

using tandem::cycles_in;
using tandem::lock_misuse;
using tandem::order_step;
using tandem::recorded_mutex;

TEST_CASE("a lock locked while another is held makes a step, named once") {
  tandem::lock_order order;
  recorded_mutex first{1, &order};
  recorded_mutex second{2, &order};
  order.begin("one by one");
  for (auto* lock : {&first, &second}) {
    const std::lock_guard hold{*lock};
  }
  CHECK(order.steps().empty());
  for (int i = 0; i < 2; ++i) {
    order.begin("both");
    const std::lock_guard hold_first{first};
    const std::lock_guard hold_second{second};
  }
  CHECK(order.steps() == std::vector<order_step>{{1, 2, "both"}});
}

TEST_CASE("try_lock is not an order, but what it got is held") {
  tandem::lock_order order;
  recorded_mutex first{1, &order};
  recorded_mutex second{2, &order};
  const std::lock_guard hold_first{first};
  REQUIRE(second.try_lock());
  CHECK(order.steps().empty());
  second.unlock();
  {
    const std::unique_lock hold_second{second, std::try_to_lock};
    recorded_mutex third{3, &order};
    const std::lock_guard hold_third{third};
  }
  CHECK(order.steps() == std::vector<order_step>{{1, 3, ""}, {2, 3, ""}});
}

TEST_CASE("scoped_lock and lock, which back off, keep any order") {
  tandem::lock_order order;
  recorded_mutex first{1, &order};
  recorded_mutex second{2, &order};
  { const std::scoped_lock hold{first, second}; }
  { const std::scoped_lock hold{second, first}; }
  CHECK(cycles_in(order.steps()).empty());
}

TEST_CASE("what one thread holds is no step of another") {
  tandem::lock_order order;
  recorded_mutex first{1, &order};
  recorded_mutex second{2, &order};
  const std::lock_guard hold{first};
  std::thread{[&] { const std::lock_guard hold_second{second}; }}.join();
  CHECK(order.steps().empty());
}

TEST_CASE("two orders are a way round, found without any deadlock") {
  tandem::lock_order order;
  recorded_mutex first{1, &order};
  recorded_mutex second{2, &order};
  order.begin("there");
  {
    const std::lock_guard hold_first{first};
    const std::lock_guard hold_second{second};
  }
  CHECK(cycles_in(order.steps()).empty());
  order.begin("back");
  {
    const std::lock_guard hold_second{second};
    const std::lock_guard hold_first{first};
  }
  CHECK(cycles_in(order.steps()) == std::vector<std::vector<order_step>>{
                                        {{1, 2, "there"}, {2, 1, "back"}}});
}

TEST_CASE("each way round is found once, the short ones first") {
  const std::vector<order_step> steps{
      {3, 1, "c"}, {1, 2, "a"}, {2, 3, "b"}, {1, 3, "d"}};
  CHECK(cycles_in(steps) == std::vector<std::vector<order_step>>{
                                {{1, 3, "d"}, {3, 1, "c"}},
                                {{1, 2, "a"}, {2, 3, "b"}, {3, 1, "c"}}});
  CHECK(cycles_in({{1, 2, ""}, {2, 3, ""}, {3, 2, ""}}).size() == 1);
  CHECK(cycles_in({}).empty());
}

TEST_CASE("a recorded mutex keeps threads apart, as a mutex does") {
  recorded_mutex lock;
  tandem::rendezvous place;
  tandem::run_each(2, 2, [&](std::size_t, int) {
    place.announce();
    const std::lock_guard hold{lock};
    place.meet();
  });
  CHECK_FALSE(place.met());
  CHECK(lock.misuse() == lock_misuse::none);
  CHECK_FALSE(lock.is_held());
}

TEST_CASE("only a free lock can be had by trying") {
  recorded_mutex lock;
  lock.lock();
  CHECK(lock.is_held());
  CHECK(lock.is_held_by_caller());
  std::atomic<bool> got{true};
  std::atomic<bool> held{true};
  std::thread{[&] {
    got = lock.try_lock();
    held = lock.is_held_by_caller();
  }}.join();
  CHECK_FALSE(got);
  CHECK_FALSE(held);
  lock.unlock();
  std::thread{[&] {
    got = lock.try_lock();
    lock.unlock();
  }}.join();
  CHECK(got);
  CHECK(lock.misuse() == lock_misuse::none);
}

TEST_CASE("misuse is remembered and forgiven") {
  recorded_mutex twice;
  twice.lock();
  twice.lock();
  CHECK(twice.misuse() == lock_misuse::locked_twice);
  twice.unlock();
  CHECK(twice.is_held());
  twice.unlock();
  CHECK_FALSE(twice.is_held());

  recorded_mutex tried;
  tried.lock();
  CHECK(tried.try_lock());
  CHECK(tried.misuse() == lock_misuse::locked_twice);

  recorded_mutex free;
  free.unlock();
  CHECK(free.misuse() == lock_misuse::not_held);

  recorded_mutex foreign;
  foreign.lock();
  std::thread{[&] { foreign.unlock(); }}.join();
  CHECK(foreign.misuse() == lock_misuse::not_held);
  CHECK(foreign.is_held());
}
