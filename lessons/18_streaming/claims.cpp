// What is claimed about the evidence.
#include <algorithm>
#include <cstdlib>

#include "common/teaching/judging.hpp"
#include "experiment.hpp"

namespace streaming {

std::vector<tandem::claim> claims(const evidence& seen) {
  std::int64_t inputs = 0;
  std::int64_t too_far = 0;
  std::int64_t read_and_dropped = 0;
  std::int64_t too_many = 0;
  std::int64_t not_in_place = 0;
  for (const auto& run : seen.runs) {
    inputs += run.inputs;
    too_far += std::max<std::int64_t>(run.most_unfinished - run.limit, 0);
    if (run.may_live > 0) {
      read_and_dropped += run.results;
      too_many += std::max<std::int64_t>(run.most_living - run.may_live, 0);
    }
    not_in_place += run.misplaced + std::abs(run.inputs - run.results);
  }
  return {
      tandem::invariant("unfinished_within_limit",
                        "never more than max(pre_dispatch, n_jobs * batch) "
                        "inputs are drawn and unfinished: not done (vector), "
                        "or not read (generator); inputs too many",
                        inputs, too_far, "inputs"),
      tandem::invariant("living_within_limit",
                        "while results are read and dropped, so few inputs and "
                        "results live as that limit means; items too many",
                        read_and_dropped, too_many, "items"),
      tandem::invariant("results_in_order",
                        "results come in the order of the inputs, and none is "
                        "lost; results missing or in another's place",
                        inputs, not_in_place, "results")};
}

}  // namespace streaming
