// What is claimed about the evidence.
#include <fmt/format.h>

#include "experiment.hpp"

namespace parallel_delayed {

std::vector<tandem::claim> claims(const evidence& seen) {
  std::vector<tandem::claim> all{
      tandem::invariant("delayed_calls_nothing",
                        "delayed makes a call that can be made later, and "
                        "makes none itself; calls that ran",
                        seen.calls_made, seen.delayed_ran, "calls"),
      tandem::invariant("results_in_order",
                        "results come in the order of the calls, whoever ends "
                        "first; results in another's place",
                        seen.results, seen.misplaced, "results")};
  const bool has_others = seen.workers >= 2;
  constexpr const char* alone = "one worker has nobody to share with";
  for (const auto& one : seen.parallel) {
    const auto id = [&](const char* what) {
      return fmt::format("{}_{}", one.name, what);
    };
    all.push_back(tandem::judge_if(
        has_others, alone,
        tandem::exists(
            id("gives_to_who_is_free"),
            fmt::format("{}: each next call goes to the worker that is free "
                        "first; calls that did",
                        one.name),
            {tandem::relation::at_least,
             static_cast<double>(seen.sleeps.size())},
            "calls", one.to_who_is_free)));
    // Greedy on two: 9 of 15 parts. One after the other: all of them.
    all.push_back(tandem::judge_if(
        has_others, alone,
        tandem::exists(id("saves_time"),
                       fmt::format("{}: sleeps that overlap take less time "
                                   "than their sum; wall / sum",
                                   one.name),
                       {tandem::relation::at_most, 0.75}, "",
                       one.wall_of_sum)));
  }
  return all;
}

}  // namespace parallel_delayed
