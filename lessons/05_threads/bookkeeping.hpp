#pragma once

#include <chrono>
#include <map>
#include <mutex>

#include "common/teaching/timeline.hpp"
#include "experiment.hpp"

namespace threads {

/// Where the calling thread runs.
place this_place();

/// Gives every thread that asks a number: 0, 1, ...
/// Threads  callable from any thread.
class numbering {
 public:
  int number_of_this_thread();

 private:
  std::mutex lock_;
  std::map<pid_t, int> numbers_;
};

/// The CPU time that was there to be had: at each moment one CPU for each
/// thread that computes, as far as there are CPUs.
std::chrono::nanoseconds could_compute(const tandem::timeline& seen,
                                       double cpus);

}  // namespace threads
