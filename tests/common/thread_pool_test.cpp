#include "common/workers/thread_pool.hpp"

#include <atomic>
#include <chrono>
#include <numeric>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "common/locking/global_lock.hpp"
#include "common/locking/rendezvous.hpp"
#include "common/workers/nesting.hpp"
#include "common/workers/parallel_options.hpp"
#include "tests/common/each_pool.hpp"

namespace {

using tandem::delayed;
using tandem::initializer_error;
using tandem::task_error;
using tandem::thread_pool;
using tests::numbers;
using tests::text_of;

int square(int x) { return x * x; }
int level_of(int) { return tandem::current_nesting().level; }

// What tasks on threads share with the test.
tandem::rendezvous* place = nullptr;  // NOLINT(*-avoid-non-const-global*)
thread_pool* used = nullptr;          // NOLINT(*-avoid-non-const-global*)
std::atomic<int> begun{0};
std::atomic<int> inside{0};
std::atomic<int> most_inside{0};

int meet(int) {
  place->announce();
  return place->meet() ? 1 : 0;
}
int count_inside(int x) {
  const int now = ++inside;
  int most = most_inside;
  while (now > most && !most_inside.compare_exchange_weak(most, now)) {
  }
  std::this_thread::sleep_for(std::chrono::microseconds{100});
  --inside;
  return x;
}
int squares_by_the_pool(int count) {
  const auto all = used->map<square>(numbers(count), 1);
  int sum = used->apply<square>(0);
  for (const int x : used->imap<square>(numbers(count))) {
    sum += x;
  }
  return std::accumulate(all.begin(), all.end(), sum);
}
int refuse_in_the_pool(int x) {
  if (x > 0) {
    throw std::domain_error{"refused"};
  }
  return used->apply<refuse_in_the_pool>(1);
}

int close_and_join(int x) {
  used->close();
  used->join();
  return x;
}
int terminate_it(int x) {
  used->terminate();
  return x;
}
int look_again_and_again(int x) {
  const auto called = used->apply_async<square>(x);
  while (!called.wait_for(std::chrono::milliseconds{0})) {
  }
  return called.get();
}
int wait_for_it(int x) {
  const auto called = used->apply_async<square>(x);
  return called.wait_for(std::chrono::hours::max()) ? called.get() : -1;
}
int jobs_asked(int) {
  return tandem::plan(tandem::parallel_options{}).n_jobs_asked;
}
int jobs_asked_below_a_scope(int jobs) {
  const tandem::parallel_config scope{{.n_jobs = jobs}};
  const auto called = used->apply_async<jobs_asked>(0);
  return called.get();
}

thread_local int own_number = 0;  // NOLINT(*-avoid-non-const-global*)
void set_number(int number) {
  own_number = number;
  ++begun;
}
int get_number(int) { return own_number; }
void refuse(const std::string& why) { throw std::domain_error{why}; }
void throw_number(int x) { throw x; }

std::size_t thread_number(int) {
  return std::hash<std::thread::id>{}(std::this_thread::get_id());
}

}  // namespace

TEST_CASE("threads are kept, and tasks meet on them") {
  thread_pool workers{3};
  std::set<std::size_t> seen;
  for (int round = 0; round < 5; ++round) {
    tandem::rendezvous all{3};
    place = &all;
    CHECK(workers.map<meet>(numbers(3), 1) == std::vector(3, 1));
    for (const auto number : workers.map<thread_number>(numbers(9), 1)) {
      seen.insert(number);
    }
  }
  CHECK(seen.size() <= 3);
  CHECK(workers.map<level_of>(numbers(2)) == std::vector{1, 1});
}

TEST_CASE("an initializer runs once in each thread") {
  begun = 0;
  thread_pool workers{{.workers = 3, .initialize = delayed<set_number>(7)}};
  CHECK(begun == 3);
  CHECK(workers.map<get_number>(numbers(20), 1) == std::vector(20, 7));
  CHECK(begun == 3);
}

TEST_CASE("an initializer that fails in a thread is one error") {
  try {
    const thread_pool workers{
        {.workers = 3, .initialize = delayed<refuse>("it is empty")}};
    FAIL_CHECK("nothing thrown");
  } catch (const initializer_error& error) {
    CHECK_THAT(error.what(),
               tests::contains(" failed in worker 0: it is empty"));
    CHECK_THROWS_AS(std::rethrow_if_nested(error), std::domain_error);
  }
  CHECK_THAT(text_of<initializer_error>([] {
               const thread_pool workers{
                   {.workers = 1, .initialize = delayed<throw_number>(1)}};
             }),
             tests::contains("something else was thrown"));
}

TEST_CASE("under a lock, one task computes at a time") {
  tandem::global_lock lock;
  thread_pool workers{{.workers = 4, .lock = &lock}};
  most_inside = 0;
  CHECK(workers.map<count_inside>(numbers(100), 1) == numbers(100));
  CHECK(most_inside == 1);
}

TEST_CASE("tasks may use the pool that they run on") {
  for (int count = 1; count <= 3; ++count) {
    thread_pool workers{count};
    used = &workers;
    CHECK(workers.map<squares_by_the_pool>(std::vector{3, 4, 5, 6}, 1) ==
          std::vector{10, 28, 60, 110});
    CHECK_THAT(
        text_of<task_error>([&] { workers.apply<refuse_in_the_pool>(0); }),
        tests::contains("refused"));
  }
}

TEST_CASE("a task that would wait for its own end is told so") {
  for (int count = 1; count <= 2; ++count) {
    thread_pool workers{count};
    used = &workers;
    CHECK_THAT(text_of<task_error>([&] { workers.apply<terminate_it>(1); }),
               tests::contains("terminate in a task of the pool"));
    CHECK_THAT(text_of<task_error>([&] { workers.apply<close_and_join>(1); }),
               tests::contains("join in a task of the pool"));
    workers.join();
  }
}

TEST_CASE("a task that looks for a result helps, too") {
  thread_pool workers{1};
  used = &workers;
  CHECK(workers.apply<look_again_and_again>(3) == 9);
  CHECK(workers.apply<wait_for_it>(3) == 9);
}

TEST_CASE("the scope of a task that waits is not for those that it runs") {
  thread_pool workers{1};
  used = &workers;
  const int usual = workers.apply<jobs_asked>(0);
  CHECK(workers.apply<jobs_asked_below_a_scope>(usual + 5) == usual);
}

TEST_CASE("what a thread_pool cannot be is refused") {
  CHECK(text_of<std::invalid_argument>([] { const thread_pool it{0}; }) ==
        "a thread_pool of 0 workers; allowed are whole numbers from 1");
  CHECK(text_of<std::invalid_argument>(
            [] { const thread_pool it{{.workers = -1}}; }) ==
        "a thread_pool of -1 workers; allowed are whole numbers from 1, and 0 "
        "for as many as there are usable CPUs");
}
