// How near the job of lesson 23 comes to Amdahl's ceiling, on two workers: the
// best of five runs, each way in turns with a plain loop. On two idle CPUs it
// is 0.95 of it and more.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "common/workers/parallel_options.hpp"
#include "common/workers/worker_main.hpp"
#include "digits.hpp"
#include "job.hpp"
#include "profile.hpp"
#include "tests/bench/beside.hpp"

namespace {

using profile_a_real_job::account;

constexpr int workers = 2;

account run(const char* backend, int n_jobs) {
  std::vector<int> ks;
  for (int k = 1; k < 100; k += 2) {
    ks.push_back(k);
  }
  const tandem::parallel_config chosen{{.backend = backend, .n_jobs = n_jobs}};
  return account_of(
      profile_a_real_job::select_model(profile_a_real_job::digits_file(), ks,
                                       profile_a_real_job::scored_on::held_out),
      n_jobs);
}

const account& faster(const account& one, const account& other) {
  return one.wall < other.wall ? one : other;
}

double us(std::chrono::nanoseconds time) {
  return std::chrono::duration<double, std::micro>{time}.count();
}

}  // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): a failed benchmark may end so
int main(int argc, char** argv) {
  tandem::run_if_worker(argc, argv);
  bench::head();
  for (const char* backend : {"threading", "loky"}) {
    run(backend, workers);  // workers that are kept start now
    auto alone = run("sequential", 1);
    auto together = run(backend, workers);
    for (int i = 1; i < 5; ++i) {
      alone = faster(alone, run("sequential", 1));
      together = faster(together, run(backend, workers));
    }
    const auto at_best =
        us(alone.wall) / profile_a_real_job::ceiling(
                             alone.serial, alone.wall - alone.serial, workers);
    bench::row(fmt::format("model selection, {}", backend), us(together.wall),
               us(alone.wall), "a plain loop");
    bench::row(fmt::format("model selection, {}", backend), us(together.wall),
               at_best,
               fmt::format("Amdahl's ceiling; {:.3f} of it reached",
                           at_best / us(together.wall)));
  }
}
