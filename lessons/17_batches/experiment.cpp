#include "experiment.hpp"

#include <algorithm>

#include "common/timing/span.hpp"
#include "common/workers/auto_batch.hpp"

namespace batches {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

/// How much is measured. Tiny tasks are one less than fill their batches, but
/// in full: so the last batch is not a whole one.
struct amounts {
  std::size_t tiny;
  std::size_t compared;  ///< tiny tasks, too: fewer, since often
  nanoseconds of_long;
  nanoseconds of_fast;
};
amounts amounts_of(tandem::scale size) {
  using std::chrono::microseconds;
  switch (size) {
    case tandem::scale::quick:
      return {999, 499, milliseconds{3}, microseconds{10}};
    case tandem::scale::normal:
      return {9'999, 999, milliseconds{15}, microseconds{50}};
    default:
      return {40'000, 999, milliseconds{100}, microseconds{500}};
  }
}

/// Runs batches of one and large ones in turns, until it is clear which cost
/// less.
void compare(evidence& seen, const tiny_tasks& tiny, std::size_t tasks,
             std::size_t large) {
  const auto run = [&](std::vector<tiny_run>& all, std::size_t batch) {
    all.push_back(tiny.run(tasks, batch));
    return tandem::cpu_sample{all.back().cpu(), all.back().complete};
  };
  judge_cpu([&] { return run(seen.large, large); },
            [&] { return run(seen.small, 1); });
}

/// Whether nobody took the CPU from those who worked.
bool undisturbed(const long_run& run, nanoseconds span) {
  for (const auto& task : run.notes) {
    if (task.end - task.begin > span.count() + span.count() / 10) {
      return false;
    }
  }
  return true;
}

/// What auto-batching makes of tasks that take 1 ms, then of tasks that take
/// 0.2 s, on one worker. Nothing runs.
std::vector<auto_step> pretend() {
  constexpr std::size_t fast = 600;
  constexpr std::size_t all = 785;
  tandem::auto_batch rule;
  std::vector<auto_step> steps;
  for (std::size_t done = 0; done < all;) {
    auto_step step{.done_before = done, .size = rule.size()};
    const auto end = std::min(done + step.size, all);
    for (; done < end; ++done) {
      step.took += done < fast ? milliseconds{1} : milliseconds{200};
    }
    rule.note(step.size, step.took);
    steps.push_back(step);
  }
  return steps;
}

}  // namespace

evidence measure(std::size_t large, int workers, tandem::scale size) {
  const auto amount = amounts_of(size);
  evidence seen;
  seen.workers = workers;
  const tiny_tasks tiny{workers};
  constexpr std::size_t largest = 10'000;
  for (std::size_t batch = 1; batch <= largest && batch / 10 <= amount.tiny;
       batch *= 10) {
    seen.by_size.push_back(tiny.run(amount.tiny, batch));
  }
  if (workers >= 2) {
    compare(seen, tiny, amount.compared, large);
  }

  constexpr std::size_t few = 8;
  const std::vector<nanoseconds> long_tasks(few, amount.of_long);
  const double wanted = std::min(workers, 2);
  const auto try_ones = [&] {
    seen.in_ones = run_long(long_tasks, workers, 1);
    const auto had_some = static_cast<double>(seen.in_ones.workers());
    // What was seen was seen, however busy the machine.
    const bool fair =
        had_some >= wanted || undisturbed(seen.in_ones, amount.of_long);
    return tandem::attempt{had_some, fair, fair ? "" : "preempted by others"};
  };
  seen.sharing =
      tandem::try_until_decided({tandem::relation::at_least, wanted}, try_ones);
  seen.in_large = run_long(long_tasks, workers, static_cast<int>(large));

  seen.pretended = pretend();
  std::vector<nanoseconds> fast_then_slow(large_batch, amount.of_fast);
  fast_then_slow.insert(fast_then_slow.end(), 2 * few, amount.of_long);
  seen.by_auto = run_long(fast_then_slow, workers, {});
  return seen;
}

}  // namespace batches
