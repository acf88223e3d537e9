#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "common/teaching/timeline.hpp"
#include "jobs.hpp"

namespace pool_map {

/// An item was taken from the input: to be put into a chunk.
struct drawn {
  pid_t by = 0;  ///< the thread that serves a worker
  std::int64_t at = 0;
};

/// All jobs, run once.
struct one_run {
  std::vector<note> notes{};   ///< in the order of the results
  std::vector<drawn> draws{};  ///< of each item; none in a plain loop
  std::size_t chunk = 0;       ///< asked for; 0: none was given
  std::chrono::nanoseconds wall{};
  tandem::timeline who_worked{1};

  /// Items in each chunk, as the draws show it. A worker's thread draws a whole
  /// chunk before it hands that over, and the next one when that is done. So an
  /// item is in the chunk of the one before it if the same thread has drawn
  /// both before that one began.
  [[nodiscard]] std::vector<std::size_t> chunks() const;
  [[nodiscard]] int most_at_once() const;
  /// Workers that had a job.
  [[nodiscard]] std::int64_t busy_workers() const;
  [[nodiscard]] std::int64_t processes() const;
  /// CPU time of the jobs, wherever they ran.
  [[nodiscard]] std::chrono::nanoseconds cpu() const;
  /// From the first job's begin to the last one's end.
  [[nodiscard]] std::chrono::nanoseconds span() const;
  /// How long after the first worker the last one of `workers` began; all of
  /// `span` if one did not.
  [[nodiscard]] std::chrono::nanoseconds stagger(int workers) const;
};

/// Puts the jobs into the lanes of those who did them.
void draw_jobs(one_run& run);

}  // namespace pool_map
