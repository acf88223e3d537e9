#pragma once

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <vector>

#include "answer.hpp"

// What wrong answers of exercise 23 share: all that is right in them.
namespace spoilt {

using profile_a_real_job::recorded_run;
using profile_a_real_job::span;
using profile_a_real_job::summary;
using std::chrono::nanoseconds;
using spans = std::vector<span>;

inline void refuse(int workers) {
  if (workers < 1) {
    throw std::invalid_argument{"no workers"};
  }
}

inline bool fits(const recorded_run& run, const span& one) {
  return one.worker >= 0 && one.worker < run.workers &&
         one.begin.count() >= 0 && one.begin <= one.end && one.end <= run.wall;
}

inline void refuse(const recorded_run& run) {
  refuse(run.workers);
  if (run.wall.count() < 0 ||
      !std::ranges::all_of(run.spans,
                           [&](const span& one) { return fits(run, one); })) {
    throw std::invalid_argument{"no such run"};
  }
}

inline nanoseconds length(const span& one) { return one.end - one.begin; }

/// Each moment once.
inline nanoseconds covered(spans all) {
  std::ranges::sort(all, {}, &span::begin);
  nanoseconds sum{};
  nanoseconds until{};
  for (const auto& one : all) {
    sum += std::max(one.end - std::max(one.begin, until), nanoseconds{0});
    until = std::max(until, one.end);
  }
  return sum;
}

inline spans serial_of(const recorded_run& run) {
  auto all = run.spans;
  std::erase_if(all, [](const span& one) { return one.is_task; });
  return all;
}

inline spans tasks_of(const recorded_run& run, int worker) {
  auto all = run.spans;
  std::erase_if(all, [&](const span& one) {
    return !one.is_task || one.worker != worker;
  });
  return all;
}

/// What `cover` says of each worker's tasks, together.
template <class Cover>
nanoseconds tasks_by(const recorded_run& run, const Cover& cover) {
  nanoseconds sum{};
  for (int worker = 0; worker < run.workers; ++worker) {
    sum += cover(tasks_of(run, worker));
  }
  return sum;
}

inline double share(nanoseconds part, nanoseconds all) {
  return all.count() == 0 ? 0
                          : static_cast<double>(part.count()) /
                                static_cast<double>(all.count());
}

/// With the rest of the summary.
inline summary complete(const recorded_run& run, nanoseconds serial,
                        nanoseconds tasks) {
  return {.serial = serial,
          .tasks = tasks,
          .idle = run.workers * run.wall - serial - tasks,
          .serial_share = share(serial, serial + tasks)};
}

inline summary right(const recorded_run& run) {
  refuse(run);
  return complete(run, covered(serial_of(run)), tasks_by(run, covered));
}

/// By another rule for how long some spans take.
template <class Cover>
summary right_but(const recorded_run& run, const Cover& cover) {
  refuse(run);
  return complete(run, cover(serial_of(run)), tasks_by(run, cover));
}

inline double right_ceiling(const summary& of, int workers) {
  refuse(workers);
  const double alone = static_cast<double>((of.serial + of.tasks).count());
  return alone > 0 ? alone / (static_cast<double>(of.serial.count()) +
                              static_cast<double>(of.tasks.count()) / workers)
                   : 1;
}

}  // namespace spoilt
