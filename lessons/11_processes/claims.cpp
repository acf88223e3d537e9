// What is claimed about the evidence.
#include <set>

#include "common/timing/span.hpp"
#include "experiment.hpp"

namespace processes {

using tandem::ratio;

std::vector<tandem::claim> claims(const evidence& seen) {
  constexpr const char* not_met =
      "some worker did not come within 10 s, so the others went on";
  const int at_once = seen.at_once();
  std::set<pid_t> elsewhere;
  for (const auto& job : seen.run.notes) {
    if (job.process != seen.parent) {
      elsewhere.insert(job.process);
    }
  }
  const auto jobs = seen.run.jobs_cpu();
  const auto after_waiting =
      seen.waited_for.boost_timer - seen.results_here.boost_timer;
  return {
      tandem::judge_if(
          seen.run.all_met(), not_met,
          tandem::at_least("a_process_each",
                           "each worker is a process of its own; processes "
                           "that ran jobs, ours apart",
                           {static_cast<double>(elsewhere.size()), ""},
                           at_once)),
      tandem::judge_if(
          seen.run.all_met() && at_once >= 2,
          at_once >= 2 ? not_met : "one worker has nobody to overlap with",
          tandem::at_least(
              "jobs_overlap",
              "each process has a lock of its own, and nobody waits for "
              "another's; most inside at once",
              {static_cast<double>(
                   seen.run.who_worked.most_at_once(tandem::doing::running)),
               ""},
              at_once)),
      // With the jobs in this process it is 1 or more.
      tandem::at_most("parent_is_idle",
                      "while the jobs run, and even in the end, the parent's "
                      "CPU clock shows next to nothing; its CPU / the jobs' "
                      "CPU",
                      {seen.parents_share(), ""}, 0.5),
      tandem::at_most("unwaited",
                      "when all results are there, RUSAGE_CHILDREN has none "
                      "of the jobs' CPU yet; share seen",
                      {ratio(seen.results_here.children, jobs), ""}, 0.5),
      tandem::at_least("in_rusage_children",
                       "once the workers are waited for, RUSAGE_CHILDREN has "
                       "all of it; share seen",
                       {ratio(seen.waited_for.children, jobs), ""}, 0.99),
      // It counts user and system time in ticks of 10 ms each.
      tandem::at_least("in_boost_timer",
                       "Boost.Timer counts it, too, from that moment on; share "
                       "added by waiting",
                       {ratio(after_waiting, jobs), ""}, 0.5),
      tandem::judge_if(
          seen.usable_cpus >= 2, "it needs two CPUs, here: " + seen.machine,
          tandem::judge_if(seen.workers >= 2, "it needs two workers",
                           tandem::exists("cpu_exceeds_wall",
                                          "several CPUs compute side by side, "
                                          "lock or no lock; CPU / wall",
                                          tandem::more_than_one_cpu, "CPU/wall",
                                          seen.tries))),
  };
}

}  // namespace processes
