// What is claimed about the evidence.
#include <algorithm>
#include <cstdint>
#include <utility>

#include "common/teaching/judging.hpp"
#include "experiment.hpp"

namespace start_methods {
namespace {

using tandem::start_method;

/// Gives what was measured, sample by sample, and begins anew at the end.
sampler replay(const std::vector<start_cost>& measured) {
  return [&measured, next = std::size_t{0}]() mutable {
    const auto& one = measured.at(next++ % measured.size());
    return tandem::cpu_sample{one.cpu(), one.fair};
  };
}

}  // namespace

// When tried, a fork cost a quarter of a spawn.
tandem::claim judge_fork(const sampler& fork, const sampler& spawn) {
  return tandem::cheaper("fork_cheaper",
                         "a fork costs less than a spawn; CPU time of parent "
                         "and child, one / other",
                         fork_to_spawn, fork, spawn);
}

std::vector<tandem::claim> claims(const evidence& seen) {
  // Of what workers have read: how much, and how much is something else.
  const auto others = [&](int expected, auto started_so) {
    std::pair<std::int64_t, std::int64_t> count{0, 0};
    for (const auto& workers : seen.seen) {
      if (started_so(workers.how)) {
        count.first += std::ssize(workers.read);
        count.second += std::ssize(workers.read) -
                        std::ranges::count(workers.read, expected);
      }
    }
    return count;
  };
  const auto forked = others(
      seen.in_main, [](start_method how) { return how == start_method::fork; });
  const auto clean = others(initial_value, [](start_method how) {
    return how != start_method::fork;
  });
  std::int64_t asked = 0;
  std::int64_t got = 0;
  for (const auto& workers : seen.seen) {
    asked += workers.asked_for_more;
    got += workers.got_more;
  }
  const auto& costs = seen.costs;
  const auto& lock = seen.lock;
  const bool main_has_set_it = seen.in_main != initial_value;
  const char* const not_set = "main has left the global as it was";
  return {
      tandem::judge_if(
          main_has_set_it, not_set,
          tandem::invariant("forked_reads_42",
                            "a forked worker reads what main has set; workers "
                            "that read something else",
                            forked.first, forked.second, "workers")),
      tandem::judge_if(
          main_has_set_it, not_set,
          tandem::invariant("spawned_reads_initial",
                            "a worker that was spawned, or forked by the fork "
                            "server, reads the initial value; workers that "
                            "read something else",
                            clean.first, clean.second, "workers")),
      costs.fork.empty() || costs.spawn.empty()
          ? tandem::cannot_judge("fork_cheaper", "a fork costs less", "not run")
          : judge_fork(replay(costs.fork), replay(costs.spawn)),
      tandem::invariant("no_workers_of_workers",
                        "a worker starts no workers of its own; workers that "
                        "could",
                        asked, got, "workers"),
      tandem::judge_if(
          lock.trouble.empty(), lock.trouble,
          tandem::invariant(
              "lock_stays_locked",
              "a lock that another thread held at the fork is held for ever "
              "in the copy, and its owner is not there; times it was free, or "
              "the owner was there",
              lock.runs,
              lock.copy_got_it + lock.copy_got_it_late + lock.owner_in_copy +
                  (lock.runs - lock.parent_got_it),
              "times")),
      tandem::judge_if(
          seen.again.trouble.empty(), seen.again.trouble,
          tandem::invariant("guard_serves",
                            "this program, started again to be a worker, is "
                            "one; starts in which main ran on instead",
                            seen.again.times, seen.again.stopped, "starts")),
  };
}

}  // namespace start_methods
