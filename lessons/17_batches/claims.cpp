// What is claimed about the evidence.
#include <functional>

#include "experiment.hpp"

namespace batches {
namespace {

/// Gives what was measured, run by run, and begins anew at the end.
std::function<tandem::cpu_sample()> replay(const std::vector<tiny_run>& runs) {
  return [&runs, next = std::size_t{0}]() mutable {
    const auto& one = runs.at(next++ % runs.size());
    return tandem::cpu_sample{one.cpu(), one.complete};
  };
}

}  // namespace

// When tried, a large batch cost 0.01 to 0.05 of what batches of one did.
tandem::claim judge_cpu(const std::function<tandem::cpu_sample()>& large,
                        const std::function<tandem::cpu_sample()>& small) {
  return tandem::cheaper("cpu_per_task_falls",
                         "a task costs less where many travel together; CPU "
                         "time of parent and workers, large / one a batch",
                         1.0 / 3, large, small);
}

std::vector<tandem::claim> claims(const evidence& seen) {
  const bool has_others = seen.workers >= 2;
  constexpr const char* alone =
      "with one worker, parallel makes the calls itself, one by one";
  std::int64_t runs = 0;
  std::int64_t other_count = 0;
  const auto count = [&](std::size_t tasks, std::size_t batch,
                         std::size_t dispatches) {
    ++runs;
    const auto size = has_others ? batch : 1;
    other_count += dispatches == (tasks + size - 1) / size ? 0 : 1;
  };
  for (const auto* all : {&seen.by_size, &seen.small, &seen.large}) {
    for (const auto& run : *all) {
      count(run.tasks, run.batch, run.dispatches);
    }
  }
  std::int64_t meant_for_one = 0;
  std::int64_t shared = 0;
  for (const auto& run : seen.large) {
    ++meant_for_one;
    shared += run.workers == 1 ? 0 : 1;
  }
  if (!seen.in_large.notes.empty()) {
    ++meant_for_one;
    shared += seen.in_large.workers() == 1 ? 0 : 1;
  }
  constexpr const char* falls = "cpu_per_task_falls";
  return {
      tandem::invariant("dispatches",
                        "n tasks in batches of b are n / b dispatches, rounded "
                        "up; runs with another number of them",
                        runs, other_count, "runs"),
      has_others && !seen.large.empty()
          ? judge_cpu(replay(seen.large), replay(seen.small))
          : tandem::cannot_judge(falls,
                                 "a task costs less where many travel "
                                 "together",
                                 alone),
      tandem::judge_if(
          has_others, alone,
          tandem::invariant("large_batch_to_one",
                            "a batch that holds all tasks goes to one worker; "
                            "runs in which another one had some",
                            meant_for_one, shared, "runs")),
      tandem::judge_if(
          has_others, alone,
          tandem::exists("ones_are_shared",
                         "one a batch, the same tasks are for everybody; "
                         "workers that had some",
                         {tandem::relation::at_least, 2}, "workers",
                         seen.sharing)),
  };
}

}  // namespace batches
