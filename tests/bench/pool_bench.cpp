// What pools cost, beside Python's in the same run:
//   pool_bench PYTHON pool_peers.py
#include <fmt/format.h>

#include <cstddef>
#include <numeric>
#include <string>
#include <vector>

#include "common/workers/pool.hpp"
#include "common/workers/thread_pool.hpp"
#include "common/workers/worker_main.hpp"
#include "tests/bench/beside.hpp"

namespace {

using bench::median_us;
using tandem::start_method;

constexpr int few = 5'000;
constexpr int many = 200'000;

int same(int x) { return x; }

std::vector<int> numbers(int count) {
  std::vector<int> all(static_cast<std::size_t>(count));
  std::iota(all.begin(), all.end(), 0);
  return all;
}

/// Microseconds for a trivial task: with chunks of 1, of the default size, and
/// of imap.
struct costs {
  double one = 0;
  double usual = 0;
  double streamed = 0;
  double applied = 0;
};

costs per_task(tandem::worker_pool& workers) {
  const auto some = numbers(few);
  const auto all = numbers(many);
  workers.map<same>(numbers(10));
  return {.one = median_us([&] { workers.map<same>(some, 1); }) / few,
          .usual = median_us([&] { workers.map<same>(all); }) / many,
          .streamed = median_us([&] {
                        for (const int x : workers.imap<same>(some)) {
                          bench::us_of([x] { (void)x; });
                        }
                      }) /
                      few,
          .applied = median_us([&] {
                       for (int i = 0; i < 100; ++i) {
                         workers.apply<same>(i);
                       }
                     }) /
                     100};
}

double open_and_close(start_method how) {
  return median_us([how] {
    tandem::pool workers{2, how};
    workers.map<same>(std::vector{1, 2}, 1);
  });
}

}  // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): a failed benchmark may end so
int main(int argc, char** argv) {
  tandem::run_if_worker(argc, argv);
  if (argc < 3) {
    fmt::print(stderr, "usage: pool_bench PYTHON pool_peers.py\n");
    return 2;
  }
  // Forked first, while there is one thread.
  const double forked = open_and_close(start_method::fork);
  const double spawned = open_and_close(start_method::spawn);
  const double served = open_and_close(start_method::forkserver);
  costs processes;
  {
    tandem::pool workers{2};
    processes = per_task(workers);
  }
  costs threads;
  {
    tandem::thread_pool workers{2};
    threads = per_task(workers);
  }
  const double opened = median_us([] {
    tandem::thread_pool workers{2};
    workers.map<same>(std::vector{1, 2}, 1);
  });
  const auto seconds =
      bench::seconds_of(fmt::format("{} {}", argv[1], argv[2]));
  const auto beside = [&](const std::string& what, double us, std::size_t at,
                          const std::string& peer) {
    bench::row(what, us, seconds.at(at) * 1e6, peer);
  };
  bench::head();
  beside("pool, chunk 1", processes.one, 0, "Pool.map, chunksize=1");
  beside("pool, default chunk", processes.usual, 1, "Pool.map");
  beside("thread_pool, chunk 1", threads.one, 2, "ThreadPool.map, chunksize=1");
  beside("thread_pool, default chunk", threads.usual, 3, "ThreadPool.map");
  beside("start and stop, forked", forked, 4, "Pool, fork");
  beside("start and stop, spawned", spawned, 5, "Pool, spawn");
  beside("start and stop, threads", opened, 6, "ThreadPool");
  fmt::print("start and stop, forkserver {:.0f} us\n", served);
  fmt::print("imap, a task: pool {:.2f} us, thread_pool {:.2f} us\n",
             processes.streamed, threads.streamed);
  fmt::print("apply: pool {:.2f} us, thread_pool {:.2f} us\n",
             processes.applied, threads.applied);
}
