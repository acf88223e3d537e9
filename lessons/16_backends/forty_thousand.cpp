#include "forty_thousand.hpp"

#include <cstdint>
#include <functional>
#include <ranges>

#include "common/timing/work.hpp"
#include "common/workers/parallel.hpp"

namespace backends {
namespace {

using std::chrono::steady_clock;
using sums = std::vector<std::uint64_t>;

constexpr int tasks = 40'000;

/// The notebook's my_task. Each step is opaque, or a compiler would turn the
/// loop into a formula (lesson 04).
std::uint64_t sum_below(int n) {
  std::uint64_t sum = 0;
  for (int m = 0; m < n; ++m) {
    sum += static_cast<std::uint64_t>(m);
    tandem::make_opaque(sum);
  }
  return sum;
}

sums by_parallel(const tandem::backend_choice& backend, int verbose) {
  const tandem::parallel call{{.n_jobs = 4,
                               .backend = backend,
                               .batch_size = 1000,
                               .verbose = verbose}};
  return call(std::views::iota(0, tasks) | tandem::delayed<sum_below>);
}

}  // namespace

std::vector<forty_thousand> run_forty_thousand(tandem::global_lock* lock) {
  constexpr int says_much = 10;
  std::vector<forty_thousand> all;
  sums of_the_loop;
  const auto time = [&](const char* way, std::optional<double> in_notebook,
                        const std::function<sums()>& run) {
    const auto begin = steady_clock::now();
    const auto results = run();
    const auto wall = steady_clock::now() - begin;
    if (all.empty()) {
      of_the_loop = results;
    }
    all.push_back({.way = way, .wall = wall, .in_notebook = in_notebook});
    for (std::size_t i = 0; i < of_the_loop.size(); ++i) {
      all.back().differing += results.at(i) == of_the_loop[i] ? 0 : 1;
    }
  };
  time("plain loop", 27.8, [] {
    sums results;
    for (int n = 0; n < tasks; ++n) {
      results.push_back(sum_below(n));
    }
    return results;
  });
  time("loky", 14.0, [] { return by_parallel("loky", says_much); });
  time("threading", {}, [] { return by_parallel("threading", says_much); });
  time(lock == nullptr ? "no lock" : "one lock", 31.0, [&] {
    return by_parallel(lock == nullptr ? tandem::threading_backend()
                                       : tandem::threading_backend(*lock),
                       0);
  });
  time("sequential", {}, [] { return by_parallel("sequential", says_much); });
  return all;
}

}  // namespace backends
