// How pools end, what several calls at once do, and what is left.
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <ranges>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "common/locking/rendezvous.hpp"
#include "common/teaching/process_tree.hpp"
#include "tests/common/each_pool.hpp"
#include "tests/common/wait_for_ever.hpp"

namespace {

using namespace std::chrono_literals;
using tandem::pool;
using tandem::pool_closed;
using tandem::pool_terminated;
using tandem::start_method;
using tandem::thread_pool;
using tandem::worker_pool;
using tests::numbers;
using tests::on_each_pool;
using tests::text_of;

int square(int x) { return x * x; }
int nap(int x) {
  std::this_thread::sleep_for(1ms);
  return x;
}
int never_end(int) { tests::wait_for_ever(); }

// What tasks on threads share with the test.
std::atomic<int> begun{0};
std::atomic<bool> may_end{false};
int wait_for_leave(int x) {
  ++begun;
  begun.notify_all();
  may_end.wait(false);
  return x;
}
void leave_is_given() {
  may_end = true;
  may_end.notify_all();
}
std::vector<int> noted;  // NOLINT(*-avoid-non-const-global-variables)
int note(int x) {
  noted.push_back(x);
  return x;
}
void wait_until_begun(int count) {
  for (int now = begun; now < count; now = begun) {
    begun.wait(now);
  }
}

}  // namespace

TEST_CASE("a closed pool takes no more calls, and makes those it has") {
  on_each_pool(2, [](worker_pool& workers) {
    CHECK(text_of<pool_closed>([&] { workers.join(); }) ==
          "the pool is open: close or terminate it before join");
    std::vector<tandem::async_result<int>> all;
    for (const int x : numbers(20)) {
      all.push_back(workers.apply_async<nap>(x));
    }
    auto read_ahead = workers.imap<square>(std::views::iota(0, 200), 3);
    auto not_sized = workers.imap<square>(
        std::views::iota(0, 200) |
        std::views::filter([](int x) { return x % 2 == 0; }));
    workers.close();
    workers.close();
    const std::string closed = "the pool is closed: it takes no more calls";
    const auto refused = [&](const auto& action) {
      return text_of<pool_closed>(action) == closed;
    };
    CHECK(refused([&] { workers.map<square>(numbers(3)); }));
    CHECK(refused([&] { workers.map<square>(std::vector<int>{}); }));
    CHECK(refused([&] { workers.map<square>(tests::endless()); }));
    CHECK(refused([&] { (void)workers.imap<square>(numbers(3)); }));
    CHECK(refused([&] { workers.apply<square>(1); }));
    workers.join();
    workers.join();
    for (int x = 0; x < 20; ++x) {
      CHECK(all[static_cast<std::size_t>(x)].ready());
      CHECK(all[static_cast<std::size_t>(x)].get() == x);
    }
    int at = 0;
    for (const int x : read_ahead) {
      CHECK(x == at * at);
      ++at;
    }
    CHECK(at == 200);
    at = 0;
    for (const int x : not_sized) {
      CHECK(x == at * at);
      at += 2;
    }
    CHECK(at == 200);
  });
}

TEST_CASE("terminate ends what runs in processes, and what waits") {
  for (const auto how :
       {start_method::fork, start_method::spawn, start_method::forkserver}) {
    pool workers{2, how};
    const auto runs = workers.apply_async<never_end>(0);
    const auto runs_too = workers.apply_async<never_end>(0);
    const auto waits = workers.apply_async<square>(2);
    auto streamed = workers.imap<square>(numbers(9));
    CHECK_FALSE(runs.wait_for(1ms));
    CHECK_FALSE(runs.ready());
    CHECK_THAT(text_of<std::logic_error>([&] { (void)runs.successful(); }),
               tests::contains("is not known before it is over"));
    workers.terminate();
    workers.terminate();
    workers.close();
    workers.join();
    for (const auto& one : {runs, runs_too, waits}) {
      CHECK(one.ready());
      CHECK_FALSE(one.successful());
      CHECK(text_of<pool_terminated>([&] { (void)one.get(); }) ==
            "the pool was terminated before this was done");
    }
    CHECK_THROWS_AS(streamed.begin(), pool_terminated);
    CHECK(text_of<pool_closed>([&] { workers.apply<square>(1); }) ==
          "the pool was terminated: it takes no more calls");
    CHECK(workers.pids().empty());
  }
}

TEST_CASE("terminate waits for what runs on threads, and begins no more") {
  begun = 0;
  may_end = false;
  thread_pool workers{2};
  const auto runs = workers.apply_async<wait_for_leave>(5);
  std::string map_said;
  std::jthread mapper{[&] {
    map_said = text_of<pool_terminated>(
        [&] { workers.map<wait_for_leave>(numbers(50), 50); });
  }};
  wait_until_begun(2);
  const auto waits = workers.apply_async<square>(2);
  std::jthread ender{[&] { workers.terminate(); }};
  while (text_of<pool_closed>([&] { (void)workers.apply_async<square>(2); }) ==
         "nothing thrown") {
    std::this_thread::yield();
  }
  CHECK_FALSE(runs.ready());
  leave_is_given();
  ender.join();
  mapper.join();
  CHECK(map_said == "the pool was terminated before this was done");
  CHECK(begun == 2);
  CHECK(runs.get() == 5);  // it came to its end
  CHECK_THROWS_AS(waits.get(), pool_terminated);
}

TEST_CASE("a pool that goes ends its calls, and their results say so") {
  auto workers = std::make_unique<pool>(2);
  const auto runs = workers->apply_async<never_end>(0);
  const auto done = workers->apply_async<square>(3);
  done.wait();
  auto streamed = workers->imap<never_end>(numbers(3));
  workers.reset();
  CHECK(done.get() == 9);
  CHECK_THROWS_AS(runs.get(), pool_terminated);
  CHECK_THROWS_AS(streamed.begin(), pool_terminated);
  CHECK(tandem::descendants(getpid()).size() <= 1);  // the fork server
}

TEST_CASE("results that nobody waits for are forgotten") {
  on_each_pool(2, [](worker_pool& workers) {
    for (int i = 0; i < 50; ++i) {
      (void)workers.apply_async<square>(i);
      (void)workers.imap<square>(std::views::iota(0), 2);
    }
    CHECK(workers.apply<square>(3) == 9);
  });
}

TEST_CASE("several threads may use one pool") {
  on_each_pool(2, [](worker_pool& workers) {
    std::atomic<int> right{0};
    {
      std::vector<std::jthread> threads;
      threads.reserve(4);
      for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&] {
          for (int round = 0; round < 10; ++round) {
            const auto all = workers.map<square>(numbers(20), 3);
            int at = 0;
            for (const int x : workers.imap<square>(numbers(20))) {
              at += x == all[static_cast<std::size_t>(at)] ? 1 : 0;
            }
            right += at == 20 && workers.apply<square>(5) == 25 ? 1 : 0;
          }
        });
      }
    }
    CHECK(right == 40);
  });
}

TEST_CASE("jobs take turns: a long one does not hold up a short one") {
  thread_pool workers{1};
  begun = 0;
  may_end = false;
  noted.clear();
  const auto first = workers.apply_async<wait_for_leave>(1);
  wait_until_begun(1);
  auto many = workers.imap<note>(numbers(50), 2);
  const auto last = workers.apply_async<note>(1'000);
  leave_is_given();
  last.wait();
  int read = 0;
  for ([[maybe_unused]] const int x : many) {
    ++read;
  }
  CHECK(read == 50);
  CHECK(std::vector(noted.begin(), noted.begin() + 3) ==
        std::vector{0, 1, 1'000});
}

TEST_CASE("forked pools may be open at once, and beside a rest of calls") {
  pool one{2, start_method::fork};
  CHECK(one.map<square>(numbers(9), 1).back() == 64);
  pool two{3, start_method::fork};
  CHECK(two.map<square>(numbers(9), 1).back() == 64);
  CHECK(one.apply<square>(3) == 9);
  for (const int x : two.imap<square>(numbers(9))) {
    if (x == 4) {
      break;
    }
  }
  CHECK(two.map<square>(numbers(9), 1).back() == 64);
  two.close();
  two.join();
  const pool three{1, start_method::fork};
  CHECK(three.pids().size() == 1);
  const thread_pool threads{1};
  CHECK_THAT(text_of<std::logic_error>([] {
               const pool four{1, start_method::fork};
             }),
             tests::contains("fork while 2 threads are alive"));
}
