// What is claimed about the evidence.
#include <fmt/format.h>

#include <algorithm>

#include "experiment.hpp"

namespace pool_map {
namespace {

tandem::claim judge_order(const evidence& seen) {
  std::int64_t results = 0;
  std::int64_t wrong = 0;
  for (const auto& [name, run] : seen.ways) {
    for (std::size_t i = 0; i < seen.ranges.size(); ++i) {
      const auto n = seen.ranges[i];
      const bool is_there = i < run.notes.size();
      ++results;
      wrong += is_there && run.notes[i].sum == n * (n - 1) / 2 ? 0 : 1;
    }
  }
  return tandem::invariant("results_in_order",
                           "each result is in the place of its job, whoever "
                           "did that, and when; results that are not",
                           results, wrong, "results");
}

tandem::claim judge_chunks(const evidence& seen) {
  std::int64_t chunks = 0;
  std::int64_t other = 0;
  for (const auto& [name, run] : seen.ways) {
    const auto size = run.chunk > 0 ? run.chunk : seen.default_chunk();
    auto left = seen.ranges.size();
    for (const auto one : run.chunks()) {
      ++chunks;
      other += one == std::min(size, left) ? 0 : 1;
      left -= std::min(one, left);
    }
  }
  return tandem::invariant(
      "chunk_is_ceil",
      fmt::format("{} jobs, {} workers: chunks of n / 4w, rounded up: {}; or "
                  "as many as are asked for; chunks of another size",
                  seen.ranges.size(), seen.workers, seen.default_chunk()),
      chunks, other, "chunks");
}

}  // namespace

std::vector<tandem::claim> claims(const evidence& seen) {
  const auto if_several = [&](tandem::claim judged) {
    return tandem::judge_if(seen.workers >= 2,
                            "one worker has nobody beside it",
                            std::move(judged));
  };
  const auto figure = [](std::int64_t count) {
    return tandem::figure{static_cast<double>(count), ""};
  };
  return {
      judge_order(seen),
      judge_chunks(seen),
      tandem::judge_if(
          seen.can_use_two(),
          "it takes two workers and two CPUs; " + seen.machine,
          tandem::exists("pool_computes_in_parallel",
                         "the pool's jobs use several CPUs; their CPU / wall",
                         tandem::more_than_one_cpu, "CPU/wall",
                         seen.pool_cpus)),
      if_several(tandem::at_most(
          "locked_threads_take_turns",
          "on threads under one lock no two jobs ever overlap; most at once",
          figure(seen.by(way::locked).most_at_once()), 1)),
      if_several(tandem::at_most(
          "one_chunk_idles_workers",
          "all jobs in one chunk are one worker's; workers that had a job",
          figure(seen.by(way::all_in_one).busy_workers()), 1)),
  };
}

}  // namespace pool_map
