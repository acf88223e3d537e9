// What is claimed about the evidence.
#include <utility>

#include "common/teaching/judging.hpp"
#include "experiment.hpp"

namespace races {

std::vector<tandem::claim> claims(const evidence& seen) {
  const auto never = [](std::string id, std::string says, const trial& tried) {
    return tandem::judge_if(
        tried.trouble.empty(), tried.trouble,
        tandem::invariant(std::move(id), std::move(says), tried.runs,
                          tried.went_wrong, "runs"));
  };
  const auto always = [](std::string id, std::string says, const trial& tried) {
    return tandem::judge_if(
        tried.trouble.empty(), tried.trouble,
        tandem::invariant(std::move(id), std::move(says), tried.runs,
                          tried.runs - tried.went_wrong, "runs"));
  };
  return {
      always("plain_loses",
             "two threads that read before either writes lose one update; "
             "runs that lost none",
             seen.plain),
      always("lock_per_operation_loses",
             "a lock for the read and a lock for the write lose it all the "
             "same; runs that lost none",
             seen.per_operation),
      never("mutex_never",
            "the safe counter, one lock across both, loses none; runs that "
            "lost one",
            seen.safe),
      never("atomic_never",
            "an addition in one step loses none; runs that lost one",
            seen.atomic),
      always("check_then_act_twice",
             "check, then act, each step locked: both threads do the work; "
             "runs that did it once",
             seen.checked_apart),
      never("check_and_act_once",
            "check and act under one lock: one thread does the work; runs "
            "that did it twice",
            seen.checked_in_one),
  };
}

}  // namespace races
