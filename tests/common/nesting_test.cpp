#include "common/workers/nesting.hpp"

#include <algorithm>
#include <cstdlib>
#include <ranges>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "common/locking/rendezvous.hpp"
#include "common/workers/cpu_count.hpp"
#include "common/workers/parallel.hpp"
#include "tests/catch.hpp"

using tandem::current_nesting;
using tandem::delayed;
using tandem::nested_scope;
using tandem::nesting;
using tandem::parallel;
using tandem::parallel_config;

namespace {

int threads_here(int) { return current_nesting().threads; }
std::string threads_of_openmp(int) {
  const char* text = std::getenv("OMP_NUM_THREADS");
  return text == nullptr ? "" : text;
}
/// Of a task in a task on two threads, which asks for so many.
int threads_inside(int asked) {
  const parallel_config scope{{.inner_max_num_threads = asked}};
  return parallel{{.n_jobs = 2}}(std::views::iota(0, 2) | delayed<threads_here>)
      .front();
}
int threads_on(const char* backend) {
  return parallel{{.n_jobs = 2, .backend = backend}}(std::views::iota(0, 1) |
                                                     delayed<threads_here>)
      .front();
}
std::string openmp_on(const char* backend) {
  return parallel{{.n_jobs = 2, .backend = backend}}(std::views::iota(0, 1) |
                                                     delayed<threads_of_openmp>)
      .front();
}

/// n_jobs as a task finds it in its scope; none is 0. Two of these meet.
int jobs_in_scope(int) {
  static tandem::rendezvous both;
  both.meet();
  return parallel_config::current().n_jobs.value_or(0);
}

}  // namespace

TEST_CASE("a scope is the caller's, and not for tasks, whoever makes them") {
  const parallel_config scope{{.backend = "threading", .n_jobs = 2}};
  // One of the two runs in this thread, as they meet.
  CHECK(parallel{}(std::views::iota(0, 2) | delayed<jobs_in_scope>) ==
        std::vector{0, 0});
  CHECK(parallel_config::current().n_jobs == 2);
}

TEST_CASE("outside of all tasks a thread is at level 0, without a limit") {
  CHECK(current_nesting() == nesting{.level = 0, .threads = 0});
}

TEST_CASE("a scope is left as it was entered, whatever is thrown") {
  const nesting outer{.level = 1, .threads = 4};
  const nesting inner{.level = 2, .threads = 1};
  const nested_scope one{outer};
  try {
    const nested_scope other{inner};
    CHECK(current_nesting() == inner);
    throw std::runtime_error{"on purpose"};
  } catch (const std::runtime_error&) {
    CHECK(current_nesting() == outer);
  }
}

TEST_CASE("each thread has its own") {
  const nested_scope here{{.level = 1, .threads = 2}};
  nesting there{.level = -1};
  std::thread{[&] { there = current_nesting(); }}.join();
  CHECK(there == nesting{});
}

TEST_CASE("inner_max_num_threads takes the place of the share") {
  const int share = std::max(tandem::count_cpus().workers() / 2, 1);
  constexpr int asked = 5;
  const auto ours = threads_of_openmp(0);
  for (const auto* backend : {"threading", "loky", "multiprocessing"}) {
    INFO(backend);
    {
      const parallel_config scope{{.inner_max_num_threads = asked}};
      CHECK(threads_on(backend) == asked);
      const parallel_config inner{{.verbose = 0}};  // says nothing of it
      CHECK(threads_on(backend) == asked);
    }
    CHECK(threads_on(backend) == share);
  }
  CHECK(threads_on("sequential") == 0);
  CHECK(threads_of_openmp(0) == ours);
}

TEST_CASE("worker processes tell OpenMP, again if it changes") {
  for (const auto* backend : {"loky", "multiprocessing"}) {
    for (const int asked : {3, 1, 7}) {
      const parallel_config scope{{.inner_max_num_threads = asked}};
      CHECK(openmp_on(backend) == std::to_string(asked));
    }
  }
}

TEST_CASE("what the user has told OpenMP is kept where it is lower") {
  setenv("OMP_NUM_THREADS", "2", 1);  // NOLINT(concurrency-mt-unsafe)
  for (const int asked : {1, 5}) {
    const parallel_config scope{{.inner_max_num_threads = asked}};
    CHECK(openmp_on("multiprocessing") == std::to_string(std::min(asked, 2)));
  }
  unsetenv("OMP_NUM_THREADS");  // NOLINT(concurrency-mt-unsafe)
}

TEST_CASE("inside a task it can only make threads fewer") {
  const parallel_config scope{{.inner_max_num_threads = 8}};
  for (const auto* backend : {"threading", "loky"}) {
    const parallel outer{{.n_jobs = 2, .backend = backend}};
    // Eight are shared by two: four each.
    CHECK(outer(std::vector{3, 4, 5, 100} | delayed<threads_inside>) ==
          std::vector{3, 4, 4, 4});
  }
}

TEST_CASE("a scope that is refused changes nothing") {
  for (const int none : {0, -1}) {
    CHECK_THROWS_WITH((parallel_config{{.backend = "threading",
                                        .inner_max_num_threads = none}}),
                      "inner_max_num_threads " + std::to_string(none) +
                          "; allowed are whole numbers from 1");
  }
  CHECK_THROWS_AS((parallel_config{{.backend = "threading", .n_jobs = 0}}),
                  std::invalid_argument);
  const auto& now = parallel_config::current();
  CHECK(now.backend.get() == nullptr);
  CHECK_FALSE(now.inner_max_num_threads);
}

TEST_CASE("the scope ends with its block, whatever is thrown") {
  try {
    const parallel_config scope{{.inner_max_num_threads = 5}};
    throw std::runtime_error{"on purpose"};
  } catch (const std::runtime_error&) {
    CHECK_FALSE(parallel_config::current().inner_max_num_threads);
  }
}
