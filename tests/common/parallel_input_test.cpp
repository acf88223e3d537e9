// How `parallel` gets along with inputs that take their time, and what it says
// of calls that were never made.
#include <atomic>
#include <boost/serialization/set.hpp>
#include <chrono>
#include <cstddef>
#include <mutex>
#include <ranges>
#include <set>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

#include "common/locking/rendezvous.hpp"
#include "common/workers/nesting.hpp"
#include "common/workers/parallel.hpp"
#include "tests/catch.hpp"

namespace {

using namespace std::chrono_literals;
using tandem::delayed;
using tandem::parallel;

int same(int x) { return x; }
int first(const std::vector<int>& all) { return all.front(); }
int fails_at_0(int x) {
  return x > 0 ? x : throw std::runtime_error{"on purpose"};
}
int square(int x) { return x * x; }
/// The first two of these meet: so two threads make them, and each has drawn.
int square_of_two_threads(int x) {
  static tandem::rendezvous both;
  if (x < 2) {
    both.meet();
  }
  return x * x;
}

/// Where inputs are drawn: level, threads.
std::set<std::pair<int, int>> places(int count) {
  std::mutex lock;
  std::set<std::pair<int, int>> seen;
  const auto inputs =
      std::views::iota(0, count) | std::views::transform([&](int x) {
        const auto here = tandem::current_nesting();
        const std::lock_guard hold{lock};
        seen.emplace(here.level, here.threads);
        // In a task as well, an input may call parallel.
        const parallel another{{.n_jobs = 2}};
        return another({delayed<square>(x)}).front() == x * x ? x : -1;
      });
  parallel{{.n_jobs = 2, .batch_size = 1}}(inputs |
                                           delayed<square_of_two_threads>);
  return seen;
}

}  // namespace

TEST_CASE("arguments are kept while a message with them is on its way") {
  // Batches grow with the small ones; of a batch of large ones, another worker
  // takes over some while they are being written.
  constexpr int small = 62;
  constexpr int large = 16;
  const auto inputs =
      std::views::iota(0, small + large) | std::views::transform([](int i) {
        return std::vector<int>(i < small ? 1U : 2'000'000U, i);
      });
  const parallel run{{.n_jobs = 2, .backend = "loky", .pre_dispatch = "all"}};
  const auto results = run(inputs | delayed<first>);
  for (int i = 0; i < small + large; ++i) {
    CHECK(results.at(static_cast<std::size_t>(i)) == i);
  }
}

TEST_CASE("an input may wait until its reader has read") {
  std::atomic<int> read{0};
  const auto inputs =
      std::views::iota(0, 20) | std::views::transform([&](int i) {
        for (int now = read; i - now > 2; now = read) {
          read.wait(now);
        }
        return i;
      });
  const parallel run{{.n_jobs = 2, .backend = "threading", .batch_size = 1}};
  int next = 0;
  for (const int result : run.generator(inputs | delayed<same>)) {
    CHECK(result == next++);
    ++read;
    read.notify_all();
  }
  CHECK(next == 20);
}

TEST_CASE("a deadline that comes when all is done is none") {
  using clock = std::chrono::steady_clock;
  constexpr std::size_t calls = 4;
  bool is_fair = false;  // all was done in time, be the machine ever so busy
  for (auto deadline = 200ms; !is_fair; deadline *= 2) {
    REQUIRE(deadline < 1min);
    std::atomic<std::size_t> done{0};
    const auto end = clock::now() + deadline;
    const parallel run{
        {.n_jobs = 2,
         .backend = "threading",
         .deadline = deadline,
         .on_progress = [&](const auto& now) { done = now.done; }}};
    std::size_t count = 0;
    const auto read_late = [&] {
      for ([[maybe_unused]] const int one :
           run.generator(std::views::iota(0, int{calls}) | delayed<same>)) {
        if (count++ == 0) {
          while (done < calls && clock::now() < end) {
            std::this_thread::yield();
          }
          is_fair = done == calls && clock::now() < end;
          std::this_thread::sleep_until(end + 100ms);  // it has passed
        }
      }
    };
    try {
      read_late();
      CHECK(count == calls);
    } catch (const tandem::timed_out&) {
      if (is_fair) {
        throw;
      }
    }
  }
}

TEST_CASE("a deadline counts the start of workers, too") {
  tandem::let_workers_go();
  const parallel run{{.n_jobs = 2, .backend = "loky", .deadline = 1ms}};
  CHECK_THROWS_AS(run(std::vector{1, 2} | delayed<same>), tandem::timed_out);
}

TEST_CASE("only calls that were made are said to be done") {
  for (const auto* const backend : {"threading", "loky"}) {
    std::size_t done = 0;
    const parallel run{
        {.n_jobs = 2,
         .backend = backend,
         .batch_size = 100,
         .on_progress = [&](const auto& now) { done = now.done; }}};
    CHECK_THROWS_AS(run(std::views::iota(0, 100) | delayed<fails_at_0>),
                    tandem::task_error);
    CHECK(done == 1);
  }
}

TEST_CASE("an input is where its call is, whichever thread draws it") {
  const tandem::parallel_config scope{{.inner_max_num_threads = 2}};
  for (const auto* const backend : {"threading", "loky"}) {
    const parallel outer{{.n_jobs = 2, .backend = backend}};
    CHECK(outer(std::vector{20} | delayed<places>).front() ==
          std::set<std::pair<int, int>>{{1, 2}});
  }
}
