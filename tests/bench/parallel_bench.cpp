// What `parallel` costs, beside peers in the same run:
//   parallel_bench [PYTHON parallel_peers.py]
#include <fmt/format.h>

#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <numeric>
#include <ranges>
#include <string>
#include <thread>
#include <vector>

#include "common/timing/work.hpp"
#include "common/workers/parallel.hpp"
#include "common/workers/worker_main.hpp"
#include "tests/bench/beside.hpp"

#if __has_include(<tbb/task_group.h>)
#include <tbb/task_arena.h>
#include <tbb/task_group.h>
#endif

namespace {

using bench::median_us;
using tandem::delayed;
using tandem::parallel;

constexpr int workers = 2;
constexpr int tasks = 200'000;

int same(int x) { return x; }

std::vector<int> numbers(int count) {
  std::vector<int> all(static_cast<std::size_t>(count));
  std::iota(all.begin(), all.end(), 0);
  return all;
}

/// Microseconds for one of `count` trivial tasks.
double ours_us(const tandem::parallel_options& options, int count) {
  const auto inputs = numbers(count);
  const parallel run{options};
  run(inputs | delayed<same>);  // workers are kept
  return median_us([&] { run(inputs | delayed<same>); }) / count;
}

/// The least that threads can do: results at their places, the next index from
/// under a mutex.
double mutex_us() {
  std::vector<int> results(tasks);
  return median_us([&] {
           std::mutex lock;
           int next = 0;
           const auto pull = [&] {
             for (;;) {
               int mine = 0;
               {
                 const std::lock_guard hold{lock};
                 mine = next++;
               }
               if (mine >= tasks) {
                 return;
               }
               results[static_cast<std::size_t>(mine)] = same(mine);
             }
           };
           const std::jthread other{pull};
           pull();
         }) /
         tasks;
}

double openmp_us() {
  std::vector<int> results(tasks);
  return median_us([&] {
#pragma omp parallel for schedule(dynamic, 1) num_threads(workers)
           for (int i = 0; i < tasks; ++i) {
             results[static_cast<std::size_t>(i)] = same(i);
           }
         }) /
         tasks;
}

double asio_us() {
  std::vector<int> results(tasks);
  return median_us([&] {
           boost::asio::thread_pool pool{workers};
           for (int i = 0; i < tasks; ++i) {
             boost::asio::post(pool, [&results, i] {
               results[static_cast<std::size_t>(i)] = same(i);
             });
           }
           pool.join();
         }) /
         tasks;
}

double tbb_us() {
#if __has_include(<tbb/task_group.h>)
  std::vector<int> results(tasks);
  tbb::task_arena arena{workers};
  return median_us([&] {
           arena.execute([&] {
             tbb::task_group group;
             for (int i = 0; i < tasks; ++i) {
               group.run([&results, i] {
                 results[static_cast<std::size_t>(i)] = same(i);
               });
             }
             group.wait();
           });
         }) /
         tasks;
#else
  return 0;
#endif
}

int nap(int microseconds) {
  std::this_thread::sleep_for(std::chrono::microseconds{microseconds});
  return microseconds;
}
std::uint64_t compute(std::int64_t steps) { return tandem::work(steps); }

/// What "auto" makes of some calls on processes, beside the best fixed size.
template <auto task, class Input>
void auto_beside_fixed(const std::string& what,
                       const std::vector<Input>& inputs) {
  const auto us = [&](const tandem::batch_size_choice& size) {
    const parallel run{
        {.n_jobs = workers, .backend = "loky", .batch_size = size}};
    return median_us([&] { run(inputs | delayed<task>); });
  };
  us("auto");  // workers are there
  double best = us(1);
  int best_size = 1;
  for (const int size : {10, 100, 1'000, 10'000}) {
    const auto now = us(size);
    best_size = now < best ? size : best_size;
    best = std::min(best, now);
  }
  bench::row(what + ", auto", us("auto"), best,
             fmt::format("the best fixed batch, {}", best_size));
}

void auto_beside_ideal() {
  std::vector<int> naps(600, 1'000);
  naps.insert(naps.end(), 100, 200'000);
  const auto sum = std::accumulate(naps.begin(), naps.end(), 0.0);
  const parallel run{{.n_jobs = workers, .backend = "loky"}};
  bench::row("600 x 1 ms, 100 x 0.2 s, auto",
             bench::us_of([&] { run(naps | delayed<nap>); }), sum / workers,
             "the ideal: half of the sum");
}

void speed_up() {
  constexpr int ms = 10;
  const std::vector<std::int64_t> told(100,
                                       ms * tandem::steps_per_millisecond());
  for (const char* backend : {"threading", "loky"}) {
    const parallel run{{.n_jobs = workers, .backend = backend}};
    const auto [ours, loop] =
        bench::medians_us([&] { run(told | delayed<compute>); },
                          [&] { std::ranges::for_each(told, compute); });
    bench::row(fmt::format("100 x 10 ms of computing, {}", backend), ours, loop,
               "a plain loop");
  }
}

/// The most memory that this process has had, in kB.
long most_memory() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return used.ru_maxrss;
}

void stream() {
  for (const char* backend : {"threading", "loky"}) {
    const parallel run{
        {.n_jobs = workers, .backend = backend, .batch_size = 1'000}};
    const auto read = [&](int count) {
      const auto calls = std::views::iota(0, count) | delayed<same>;
      return bench::us_of([&] {
               for ([[maybe_unused]] const int result : run.generator(calls)) {
               }
             }) /
             count;
    };
    read(10'000);
    const auto memory = most_memory();
    const auto few = read(10'000);
    const auto many = read(10'000'000);
    bench::row(
        fmt::format("10 000 000 streamed, {}", backend), many, few,
        fmt::format("10 000; memory grew by {} kB", most_memory() - memory));
  }
}

}  // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): a failed benchmark may end so
int main(int argc, char** argv) {
  tandem::run_if_worker(argc, argv);
  bench::head();
  stream();  // first: memory only grows
  speed_up();
  auto_beside_fixed<same>("200 000 tiny tasks", numbers(tasks));
  std::vector<int> mixed(2'000, 20);
  for (std::size_t i = 0; i < mixed.size(); i += 10) {
    mixed[i] = 2'000;
  }
  auto_beside_fixed<nap>("2000 of 0.02 and 2 ms", mixed);
  auto_beside_ideal();
  const double threads = ours_us(
      {.n_jobs = workers, .backend = "threading", .batch_size = 1}, tasks);
  const double all_drawn = ours_us({.n_jobs = workers,
                                    .backend = "threading",
                                    .batch_size = 1,
                                    .pre_dispatch = "all"},
                                   tasks);
  const double mutex = mutex_us();
  bench::row("threads, batch 1", threads, mutex, "an index under a mutex");
  bench::row("threads, batch 1, all drawn", all_drawn, mutex,
             "an index under a mutex");
  bench::row("threads, batch 1", threads, openmp_us(), "OpenMP, dynamic,1");
  bench::row("threads, batch 1", threads, asio_us(), "asio::thread_pool, post");
  bench::row("threads, batch 1", threads, tbb_us(), "oneTBB, task_group");
  const double one = ours_us(
      {.n_jobs = workers, .backend = "loky", .batch_size = 1}, tasks / 20);
  const double thousand = ours_us(
      {.n_jobs = workers, .backend = "loky", .batch_size = 1000}, tasks);
  if (argc > 2) {
    const auto seconds =
        bench::seconds_of(fmt::format("{} {}", argv[1], argv[2]));
    const auto beside = [&](const std::string& what, double us, std::size_t at,
                            const std::string& peer) {
      bench::row(what, us, seconds.at(at) * 1e6, peer);
    };
    beside("threads, batch 1", threads, 0, "joblib, threading, batch_size=1");
    beside("processes, batch 1", one, 1, "joblib, loky, batch_size=1");
    beside("processes, batch 1", one, 2, "joblib, multiprocessing, 1");
    beside("processes, batch 1", one, 3, "Pool.map, chunksize=1");
    beside("processes, batch 1000", thousand, 4, "joblib, loky, 1000");
  } else {
    fmt::print("processes, batch 1: {:.3f} us, batch 1000: {:.4f} us\n", one,
               thousand);
  }
}
