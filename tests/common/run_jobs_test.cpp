#include "common/workers/run_jobs.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <set>
#include <thread>

#include "common/locking/rendezvous.hpp"
#include "tests/catch.hpp"

namespace {

using int_job = std::function<int()>;

std::vector<int_job> squares(int count) {
  std::vector<int_job> jobs;
  jobs.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    jobs.emplace_back([i] { return i * i; });
  }
  return jobs;
}

/// The failure of a batch that must fail.
tandem::task_error failure_of(const std::vector<int_job>& jobs, int workers) {
  try {
    tandem::run_jobs(jobs, workers);
  } catch (const tandem::task_error& error) {
    return error;
  }
  throw std::logic_error{"it did not fail"};
}

}  // namespace

TEST_CASE("results keep the order of the jobs") {
  for (const int count : {0, 1, 2, 3, 7, 50}) {
    for (const int workers : {1, 2, 3, 7}) {
      const auto results = tandem::run_jobs(squares(count), workers);
      REQUIRE(results.size() == static_cast<std::size_t>(count));
      for (int i = 0; i < count; ++i) {
        CHECK(results[static_cast<std::size_t>(i)] == i * i);
      }
    }
  }
}

TEST_CASE("results need no default, and bool is one like any other") {
  struct whole {
    explicit whole(int n) : number{n} {}
    int number;
  };
  const std::vector<std::function<whole()>> jobs(3, [] { return whole{3}; });
  CHECK(tandem::run_jobs(jobs, 2).back().number == 3);
  const std::vector<std::function<bool()>> yes(3, [] { return true; });
  CHECK(tandem::run_jobs(yes, 3) == std::vector<bool>{true, true, true});
}

TEST_CASE("as many threads as workers are at work at once, not more") {
  constexpr int workers = 3;
  tandem::rendezvous place{workers};
  std::atomic<int> met{0};
  std::atomic<int> most{0};
  std::mutex lock;
  std::set<std::thread::id> threads;
  tandem::run_each(12, workers, [&](std::size_t job, int worker) {
    {
      const std::lock_guard hold{lock};
      threads.insert(std::this_thread::get_id());
    }
    most = std::max(most.load(), worker);
    if (job < workers) {
      met += place.meet() ? 1 : 0;
    }
  });
  CHECK(met == workers);
  CHECK(most < workers);
  CHECK(threads.size() == workers);
  CHECK_FALSE(threads.contains(std::this_thread::get_id()));
}

TEST_CASE("few jobs need few threads") {
  std::atomic<int> most{0};
  tandem::run_each(2, 8, [&](std::size_t, int worker) {
    most = std::max(most.load(), worker);
  });
  CHECK(most <= 1);
}

TEST_CASE("a failure names job and worker, and nests the exception") {
  auto jobs = squares(6);
  jobs[4] = []() -> int { throw std::out_of_range{"too far"}; };
  const auto error = failure_of(jobs, 2);
  CHECK(error.index() == 4);
  CHECK((error.worker() == 0 || error.worker() == 1));
  CHECK_THAT(error.what(), tests::contains("task 4"));
  CHECK_THAT(error.what(), tests::contains("too far"));
  try {
    tandem::run_jobs(jobs, 2);
  } catch (const tandem::task_error& failed) {
    CHECK_THROWS_AS(std::rethrow_if_nested(failed), std::out_of_range);
  }
}

TEST_CASE("of several failures the lowest index is told") {
  tandem::rendezvous place;
  const auto meet_and_fail = [&]() -> int {
    place.meet();
    throw 1;
  };
  const auto error = failure_of({meet_and_fail, meet_and_fail}, 2);
  CHECK(error.index() == 0);
  CHECK_THAT(error.what(), tests::contains("no std::exception"));
}

TEST_CASE("after a failure nothing further begins") {
  std::vector<int> began;
  std::vector<int_job> jobs;
  jobs.reserve(5);
  for (int i = 0; i < 5; ++i) {
    jobs.emplace_back([&began, i] {
      began.push_back(i);
      return i < 2 ? i : throw std::runtime_error{"stop"};
    });
  }
  CHECK(failure_of(jobs, 1).index() == 2);
  CHECK(began == std::vector<int>{0, 1, 2});
}

TEST_CASE("no workers are refused") {
  CHECK_THROWS_AS(tandem::run_jobs(squares(3), 0), std::invalid_argument);
  CHECK_THROWS_AS(tandem::run_jobs(squares(3), -2), std::invalid_argument);
}
