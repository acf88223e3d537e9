#pragma once

#include <map>
#include <mutex>

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

}  // namespace threads
