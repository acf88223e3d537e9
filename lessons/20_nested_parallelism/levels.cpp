// Who runs a call in a task, and a call in that one's task?
#include "levels.hpp"

#include <unistd.h>

#include <algorithm>
#include <set>

#include "board.hpp"
#include "common/workers/meeting.hpp"
#include "common/workers/nesting.hpp"
#include "common/workers/parallel.hpp"

namespace nested_parallelism {
namespace {

using tandem::delayed;
using tandem::parallel;

/// What a task is told.
struct way {
  std::string board{};
  int depth = 0;   ///< how many calls are around it
  int number = 0;  ///< 0 is the program; the tasks of n are 2 n + 1 and 2 n + 2
  int caller_level = 0;

  template <class Archive>
  void serialize(Archive& bytes, unsigned /*version*/) {
    bytes& board& depth& number& caller_level;
  }
};

/// What a task tells: where it runs, and of the calls that it has made.
struct report {
  place mine{};
  std::vector<call_seen> calls{};

  template <class Archive>
  void serialize(Archive& bytes, unsigned /*version*/) {
    bytes& mine& calls;
  }
};

place here() {
  return {.level = tandem::current_nesting().level,
          .process = getpid(),
          .thread = gettid()};
}

/// Where workers run the tasks of a call, the two wait for each other: so none
/// of the workers takes both.
place arrive(const way& told) {
  const auto mine = here();
  if (mine.level > told.caller_level) {
    const auto memory = open_board(told.board);
    auto* const places =
        reinterpret_cast<tandem::meeting*>(memory.bytes().data());
    tandem::meet(places[(told.number - 1) / 2], 2);
  }
  return mine;
}

template <auto task>
report call_two(const way& told, const place& mine, const parallel& call) {
  std::vector<way> two;
  for (const int which : {1, 2}) {
    two.push_back({.board = told.board,
                   .depth = told.depth + 1,
                   .number = 2 * told.number + which,
                   .caller_level = mine.level});
  }
  report all{.mine = mine};
  call_seen seen{.depth = told.depth, .caller = mine};
  for (const auto& one : call(two | delayed<task>)) {
    seen.tasks.push_back(one.mine);
    all.calls.insert(all.calls.end(), one.calls.begin(), one.calls.end());
  }
  all.calls.push_back(seen);
  return all;
}

// The tasks, from the inside to the outside: none says how it is to be run.

report innermost(const way& told) { return {.mine = arrive(told)}; }
report inner(const way& told) {
  return call_two<innermost>(told, arrive(told), parallel{{.n_jobs = 2}});
}
report outer(const way& told) {
  return call_two<inner>(told, arrive(told), parallel{{.n_jobs = 2}});
}

}  // namespace

runner call_seen::run_by() const {
  std::set<pid_t> threads;
  for (const auto& task : tasks) {
    threads.insert(task.thread);
  }
  const auto in_process = [&](const place& task) {
    return task.process == caller.process;
  };
  if (std::ranges::none_of(tasks, in_process)) {
    return runner::processes;
  }
  if (!std::ranges::all_of(tasks, in_process)) {
    return runner::else_who;
  }
  return threads.size() > 1                ? runner::threads
         : threads.contains(caller.thread) ? runner::in_place
                                           : runner::else_who;
}

backend_calls look_down(const std::string& backend) {
  // Four for each task, so that two are left for each task's tasks: who runs in
  // place then does so for its level, not for want of threads.
  const tandem::parallel_config enough{{.inner_max_num_threads = 4}};
  const tandem::shared_array<tandem::meeting> board{7};
  const way program{.board = name_of(board.memory())};
  const parallel outermost{{.n_jobs = 2, .backend = backend}};
  return {backend, call_two<outer>(program, here(), outermost).calls};
}

}  // namespace nested_parallelism
