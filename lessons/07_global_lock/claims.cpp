// What is claimed about the evidence.
#include <algorithm>

#include "common/timing/span.hpp"
#include "experiment.hpp"

namespace global_lock {

std::vector<tandem::claim> claims(const evidence& seen) {
  constexpr const char* not_decided =
      "whether the threads can meet was not decided in 10 s";
  const int threads = std::min(seen.workers, static_cast<int>(jobs));
  return {
      tandem::judge_if(
          seen.decided, not_decided,
          tandem::at_least(
              "all_alive", "all threads live at the same time, lock or no lock",
              {static_cast<double>(seen.alive), "threads"}, threads)),
      tandem::at_most("one_at_a_time",
                      "under the lock one thread computes at a time; the most "
                      "that ever were inside",
                      {static_cast<double>(seen.guarded.most_inside), ""}, 1),
      tandem::judge_if(
          threads >= 2 && seen.decided,
          seen.decided ? "it takes two threads to meet" : not_decided,
          tandem::at_most("cannot_meet",
                          "two threads that wait for each other inside the "
                          "lock never meet; of two, met",
                          {static_cast<double>(seen.met_inside), ""}, 0)),
      // Threads that spin until it is their turn would reach 2 and more.
      tandem::at_most(
          "waiting_is_free",
          "who waits for the lock uses hardly any CPU; CPU of the "
          "process / CPU of the jobs",
          {tandem::ratio(seen.guarded.time.self.total(), seen.guarded.jobs_cpu),
           ""},
          1.5),
      tandem::judge_if(
          seen.can_use_two(),
          "it takes two threads and two CPUs; " + seen.machine,
          tandem::exists("no_lock_two_cpus",
                         "without the lock two CPUs compute; CPU / wall",
                         tandem::more_than_one_cpu, "CPU/wall",
                         seen.unlocked_cpus)),
  };
}

}  // namespace global_lock
