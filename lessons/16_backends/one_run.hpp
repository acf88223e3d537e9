#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "common/teaching/timeline.hpp"
#include "tasks.hpp"

namespace backends {

/// Tasks of one kind, run one way.
struct one_run {
  tandem::doing what{};  ///< what the tasks do
  std::vector<note> notes{};
  std::chrono::nanoseconds wall{};
  tandem::timeline who_worked{1};

  [[nodiscard]] int most_at_once() const;
  /// CPU time of the tasks, wherever they ran.
  [[nodiscard]] std::chrono::nanoseconds cpu() const;
  [[nodiscard]] std::int64_t processes() const;
  /// From the first task's begin to the last one's end.
  [[nodiscard]] std::chrono::nanoseconds span() const;
  /// How long after the first worker the last one began.
  [[nodiscard]] std::chrono::nanoseconds stagger() const;
};

/// What the notes say of a run that began with `lanes`, one for each worker.
one_run make_run(tandem::doing what, std::vector<note> notes,
                 std::chrono::nanoseconds wall, tandem::timeline lanes);

}  // namespace backends
