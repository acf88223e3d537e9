#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/teaching/timeline.hpp"

namespace batches {

/// What a long task notes of itself, and gives back.
/// Units    nanoseconds; moments by the steady clock, which is one for all
///          processes.
struct note {
  pid_t process = 0;
  std::int64_t begin = 0;
  std::int64_t end = 0;

  template <class Archive>
  void serialize(Archive& bytes, unsigned /*version*/) {
    bytes& process& begin& end;
  }
};

/// Long tasks, once.
struct long_run {
  std::size_t dispatches = 0;
  std::vector<std::size_t> sizes{};  ///< of the batches, as they were done
  std::vector<note> notes{};         ///< in the order of the calls
  std::chrono::nanoseconds wall{};
  std::chrono::nanoseconds first_result{};  ///< when the first batch was done
  tandem::timeline who_worked{1};

  /// How many had some.
  [[nodiscard]] std::size_t workers() const;
};

/// Computes for each span, by `workers` processes; without a batch size,
/// `parallel` chooses it. The spans are of CPU time.
long_run run_long(const std::vector<std::chrono::nanoseconds>& spans,
                  int workers, std::optional<int> batch);

}  // namespace batches
