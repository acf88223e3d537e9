// What is claimed about the evidence.
#include <algorithm>
#include <cmath>
#include <cstddef>

#include "experiment.hpp"

namespace profile_a_real_job {
namespace {

/// Figures of one candidate that are not scikit-learn's, of its twelve digits.
std::int64_t differing(const candidate& ours, const reference& theirs) {
  const auto differ = [](double a, double b) {
    return std::abs(a - b) < 0.5e-12 ? 0 : 1;
  };
  std::int64_t count = differ(ours.mean(), theirs.mean);
  for (std::size_t i = 0; i < theirs.folds.size(); ++i) {
    count += differ(ours.folds.at(i).accuracy(), theirs.folds[i]);
  }
  return count;
}

tandem::claim judge_scores(const evidence& seen) {
  std::int64_t figures = 0;
  std::int64_t wrong = 0;
  for (const auto& by : seen.ways) {
    for (const auto& theirs : scikit_learns()) {
      const auto ours =
          std::ranges::find(by.job.candidates, theirs.k, &candidate::k);
      if (ours != by.job.candidates.end()) {
        figures += std::ssize(theirs.folds) + 1;
        wrong += differing(*ours, theirs);
      }
    }
  }
  return tandem::invariant("scores_as_in_scikit_learn",
                           "every way's accuracies are scikit-learn's, to the "
                           "twelfth digit; figures that are not",
                           figures, wrong, "figures");
}

tandem::claim judge_agreement(const evidence& seen) {
  const auto& right = seen.by(way::loop).job.candidates;
  const auto differing = std::ranges::count_if(
      seen.ways, [&](const auto& by) { return by.job.candidates != right; });
  return tandem::invariant("ways_agree",
                           "whatever backend runs it, the job finds what the "
                           "plain loop finds; ways that find something else",
                           std::ssize(seen.ways), differing, "ways");
}

tandem::claim judge_cpus(const evidence& seen, const std::string& backend,
                         const std::vector<tandem::attempt>& tries) {
  return tandem::judge_if(
      seen.can_use_two(), "it takes two workers and two CPUs; " + seen.machine,
      tandem::exists(backend + "_computes_in_parallel",
                     backend + ": the tasks use several CPUs; their CPU / wall",
                     tandem::more_than_one_cpu, "CPU/wall", tries));
}

}  // namespace

const std::vector<reference>& scikit_learns() {
  static const std::vector<reference> all{
      {1,
       {0.961111111111, 0.952777777778, 0.966573816156, 0.988857938719,
        0.955431754875},
       0.964950479728},
      {3,
       {0.955555555556, 0.961111111111, 0.963788300836, 0.986072423398,
        0.966573816156},
       0.966620241411},
      {5,
       {0.950000000000, 0.963888888889, 0.963788300836, 0.980501392758,
        0.963788300836},
       0.964393376664}};
  return all;
}

std::vector<tandem::claim> claims(const evidence& seen) {
  std::int64_t tasks = 0;
  std::int64_t copies = 0;
  std::int64_t phases = 0;
  std::int64_t misplaced = 0;
  for (const auto& by : seen.ways) {
    tasks += by.job.tasks;
    copies += by.job.read_a_copy;
    phases += std::ssize(by.job.phases);
    misplaced += misplaced_phases(by.job);
  }
  const auto& locked = seen.by(way::locked);
  return {
      judge_scores(seen),
      judge_agreement(seen),
      tandem::invariant("data_is_shared",
                        "every task reads the memory into which the caller has "
                        "loaded the data, and no copy; tasks that do not",
                        tasks, copies, "tasks"),
      tandem::invariant("profile_adds_up",
                        "each worker is at one phase at a time, and at tasks "
                        "only while there are tasks; phases that do not fit",
                        phases, misplaced, "phases"),
      tandem::at_most(
          "locked_tasks_take_turns",
          "under one lock no two tasks compute at once; most at once",
          {static_cast<double>(most_tasks_at_once(locked.job)), ""}, 1),
      judge_cpus(seen, "threading", seen.threading_cpus),
      judge_cpus(seen, "loky", seen.loky_cpus),
  };
}

}  // namespace profile_a_real_job
