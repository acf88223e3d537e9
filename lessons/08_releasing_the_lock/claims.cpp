// What is claimed about the evidence.
#include <algorithm>
#include <utility>

#include "experiment.hpp"

namespace releasing_the_lock {

namespace {

tandem::claim judge_meeting(const case_seen& seen, tandem::claim judged) {
  return tandem::judge_if(
      seen.met_is_known, "whether two threads can meet was not decided in 10 s",
      std::move(judged));
}

}  // namespace

std::vector<tandem::claim> claims(const evidence& seen) {
  const auto threads = [](int count) {
    return tandem::figure{static_cast<double>(count), ""};
  };
  const auto& held = seen.held_work;
  const int most_keeping =
      std::max(held.most_met, held.who_did_what.most_at_once(held.what));
  return {
      judge_meeting(
          seen.sleeps,
          tandem::at_least("sleeps_overlap",
                           "threads that let go for a sleep overlap; most at "
                           "once",
                           threads(seen.sleeps.most_met), 2)),
      judge_meeting(held, tandem::at_most("held_work_takes_turns",
                                          "computations that keep the lock "
                                          "never do; most at once",
                                          threads(most_keeping), 1)),
      judge_meeting(
          seen.private_work,
          tandem::at_least("private_work_overlaps",
                           "computations on private data that let go do; "
                           "most at once",
                           threads(seen.private_work.most_met), 2)),
      tandem::judge_if(
          seen.can_use_two(),
          "it takes two threads and two CPUs; " + seen.machine,
          tandem::exists("private_work_uses_two_cpus",
                         "and they compute on two CPUs",
                         tandem::more_than_one_cpu, "CPU/wall", seen.cpus)),
  };
}

}  // namespace releasing_the_lock
