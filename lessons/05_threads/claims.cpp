// What is claimed about the evidence.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "experiment.hpp"

namespace threads {

std::vector<tandem::claim> claims(const one_run& seen, pid_t process) {
  constexpr const char* not_decided =
      "whether the other threads come was not decided in 10 s";
  const int at_once = std::min(seen.threads, job_count);
  std::set<pid_t> threads;
  int ran = 0;
  int elsewhere = 0;
  int misplaced = std::abs(job_count - static_cast<int>(seen.results.size()));
  for (const auto& where : seen.places) {
    if (where.process != 0) {
      ++ran;
      elsewhere += where.process != process ? 1 : 0;
      threads.insert(where.thread);
    }
  }
  for (std::size_t i = 0; i < seen.results.size(); ++i) {
    misplaced += seen.results[i] != static_cast<int>(i * i) ? 1 : 0;
  }
  return {
      tandem::invariant("one_process",
                        "every job runs in the process that asked for it; "
                        "jobs elsewhere",
                        ran, elsewhere, ""),
      tandem::judge_if(
          seen.decided, not_decided,
          tandem::invariant(
              "a_thread_each",
              fmt::format("the jobs run on {} threads, one for each worker; "
                          "threads too many or too few",
                          at_once),
              ran, std::abs(static_cast<int>(threads.size()) - at_once), "")),
      tandem::judge_if(
          seen.decided && at_once >= 2,
          seen.decided ? "one worker has nobody to overlap with" : not_decided,
          tandem::at_least("jobs_overlap",
                           "while some jobs run, others have begun already; "
                           "most at once",
                           {static_cast<double>(seen.most_at_once), ""},
                           at_once)),
      tandem::invariant("results_in_order",
                        "results keep the order of the jobs; results missing "
                        "or out of place",
                        ran, misplaced, ""),
  };
}

std::vector<tandem::claim> claims(const evidence& seen) {
  auto all = claims(seen.run, seen.caller.process);
  all.push_back(tandem::judge_if(
      seen.usable_cpus >= 2, "it needs two CPUs, here: " + seen.cpus,
      tandem::judge_if(
          seen.workers >= 2, "it needs two workers",
          tandem::exists("cpu_exceeds_wall",
                         "several CPUs compute side by side; CPU / wall",
                         tandem::more_than_one_cpu, "CPU/wall", seen.tries))));
  return all;
}

}  // namespace threads
