// What is claimed about the evidence.
#include <algorithm>

#include "experiment.hpp"

namespace backends {
namespace {

std::int64_t results_that_differ(const evidence& seen) {
  auto differing = seen.differing;
  for (const auto& one : seen.notebook) {
    differing += one.differing;
  }
  return differing;
}

/// What is said of two tasks that are there at once.
tandem::claim judge_meeting(const evidence& seen, const meeting_seen& met,
                            const tandem::claim& judged) {
  return tandem::judge_if(
      seen.workers >= 2, "one worker has nobody to overlap with",
      tandem::judge_if(met.known,
                       "whether two tasks can meet was not decided in 10 s",
                       judged));
}

tandem::claim judge_cpus(const evidence& seen, const std::string& backend,
                         const std::vector<tandem::attempt>& tries) {
  return tandem::judge_if(
      seen.can_use_two(), "it takes two workers and two CPUs; " + seen.machine,
      tandem::exists(backend + "_computes_in_parallel",
                     backend +
                         ": computations in processes use several CPUs; the "
                         "tasks' CPU / wall",
                     tandem::more_than_one_cpu, "CPU/wall", tries));
}

}  // namespace

std::vector<tandem::claim> claims(const evidence& seen) {
  const auto at_once = [](int tasks) {
    return tandem::figure{static_cast<double>(tasks), ""};
  };
  const auto& locked = seen.by(way::locked);
  return {
      tandem::invariant("all_agree",
                        "every way gives the plain loop's results; results "
                        "that differ",
                        seen.results, results_that_differ(seen), "results"),
      judge_meeting(
          seen, seen.computing_meet,
          tandem::at_most("locked_computing_takes_turns",
                          "threads under one lock: computations never overlap; "
                          "most at once",
                          at_once(std::max(seen.computing_meet.most_at_once,
                                           locked.compute.most_at_once())),
                          1)),
      judge_meeting(
          seen, seen.waiting_meet,
          tandem::at_least("locked_waiting_overlaps",
                           "threads under one lock: waits, which let go of it, "
                           "do overlap; most at once",
                           at_once(std::max(seen.waiting_meet.most_at_once,
                                            locked.wait.most_at_once())),
                           2)),
      judge_cpus(seen, "multiprocessing", seen.multiprocessing_cpus),
      judge_cpus(seen, "loky", seen.loky_cpus),
  };
}

}  // namespace backends
