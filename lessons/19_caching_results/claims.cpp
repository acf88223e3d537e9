// What is claimed about the evidence.
#include "common/teaching/judging.hpp"
#include "experiment.hpp"

namespace caching_results {

std::vector<tandem::claim> claims(const evidence& seen) {
  const auto calls = static_cast<std::int64_t>(seen.alphas.size());
  const auto& crashed = seen.crashed;
  const auto& resumed = seen.resumed;
  // Where nobody died, nothing is proven; but what is wrong is wrong.
  const auto of = [](bool died, int all, int broken) {
    return died || broken > 0 ? all : 0;
  };
  // What the disk does not take cannot be found again, with or without deaths.
  const auto if_kept = [](const std::string& not_kept, int wrong,
                          const tandem::claim& judged) {
    return tandem::judge_if(not_kept.empty() || wrong > 0,
                            "no result can be kept here: " + not_kept, judged);
  };
  const int harmed = crashed.wrong + crashed.lost;
  const int not_resumed = resumed.not_once + resumed.wrong;
  return {
      tandem::invariant("results_are_the_calls_own",
                        "five calls, five results: each call gets its own; "
                        "results of another call",
                        4 * calls,
                        seen.first.wrong + seen.again.wrong +
                            seen.elsewhere.wrong + seen.new_code.wrong,
                        "results"),
      if_kept(seen.not_kept, 0,
              tandem::invariant("second_call_computes_nothing",
                                "what was computed once is not computed again; "
                                "calls that compute, the second time",
                                calls, seen.again.computed, "calls")),
      if_kept(seen.not_kept, 0,
              tandem::invariant("new_process_finds_it",
                                "results outlive the process: a new one finds "
                                "them; calls that compute there",
                                calls, seen.elsewhere.computed, "calls")),
      tandem::invariant("new_code_clears_it",
                        "when the function has changed, no result of the old "
                        "one is given; old results given",
                        calls, seen.new_code.from_before, "results"),
      if_kept(
          crashed.not_kept, crashed.wrong,
          tandem::invariant("crash_harms_nothing",
                            "who dies in mid-write spoils nothing, and loses "
                            "nothing that was kept; results wrong or lost",
                            of(crashed.in_mid_write > 0, crashed.asked, harmed),
                            harmed, "results")),
      if_kept(seen.not_kept, resumed.wrong,
              tandem::invariant(
                  "resumes_where_it_stopped",
                  "an experiment that died is resumed: each step is "
                  "computed once, the one that died twice; steps not so",
                  of(!resumed.ending.empty(), resumed.steps, not_resumed),
                  not_resumed, "steps"))};
}

}  // namespace caching_results
