#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace nested_parallelism {

/// Where a task runs.
struct place {
  int level = 0;  ///< as `parallel` counts them
  pid_t process = 0;
  pid_t thread = 0;  ///< the kernel's number

  template <class Archive>
  void serialize(Archive& bytes, unsigned /*version*/) {
    bytes& level& process& thread;
  }
};

/// Who runs the tasks of a call: other processes, several threads of the
/// caller's process, or the calling thread alone.
enum class runner { processes, threads, in_place, else_who };

/// A call of `parallel`.
struct call_seen {
  int depth = 0;  ///< 0 outside of all tasks, 1 in a task, 2 in a task's task
  place caller{};
  std::vector<place> tasks{};

  template <class Archive>
  void serialize(Archive& bytes, unsigned /*version*/) {
    bytes& depth& caller& tasks;
  }
  [[nodiscard]] runner run_by() const;
};

struct backend_calls {
  std::string backend;  ///< of the outermost call; the others choose none
  std::vector<call_seen> seen;
};

/// A call, calls in its tasks, and calls in theirs: each of two tasks, on two
/// workers, with threads to spare.
backend_calls look_down(const std::string& backend);

}  // namespace nested_parallelism
