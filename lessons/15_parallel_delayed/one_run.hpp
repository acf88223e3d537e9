#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "common/teaching/timeline.hpp"

namespace parallel_delayed {

/// What a sleep notes of itself, and gives back.
/// Units    nanoseconds; moments by the steady clock, which is one for all
///          processes.
struct note {
  std::int64_t span = 0;  ///< asked for
  pid_t thread = 0;       ///< the kernel's number of whoever slept
  std::int64_t begin = 0;
  std::int64_t end = 0;

  template <class Archive>
  void serialize(Archive& bytes, unsigned /*version*/) {
    bytes& span& thread& begin& end;
  }
};

/// The five sleeps, once.
struct one_run {
  std::vector<note> notes{};  ///< in the order of the calls, as they came back
  std::chrono::nanoseconds wall{};
  tandem::timeline who_slept{1};

  /// Calls, from the first on, that went to the worker that was free first: it
  /// had slept its last, or had not begun, before the others.
  [[nodiscard]] int went_to_who_was_free(int workers) const;
  /// Why the machine did not give the run its chance: empty if it did.
  [[nodiscard]] std::string disturbance() const;
};

/// Puts the sleeps into the lanes of those who slept.
void draw_sleeps(one_run& run);

}  // namespace parallel_delayed
