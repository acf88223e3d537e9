#pragma once

#include <chrono>

#include "common/timing/clock_reader.hpp"
#include "common/timing/fake_clock.hpp"

namespace tandem {

/// A machine with one process, whose five clocks move only when a test says
/// what happens. Reading a clock takes no time. The coarse clock ticks every
/// 4 ms, the others every nanosecond.
/// Threads  one thread at a time.
class fake_machine {
 public:
  /// This thread waits.
  void sleep(std::chrono::nanoseconds span);
  /// This thread computes.
  void compute(std::chrono::nanoseconds span);
  /// This thread waits while another thread of this process computes.
  void compute_elsewhere(std::chrono::nanoseconds span);
  /// Somebody sets the date: forward, or back where `by` is negative.
  void set_date(std::chrono::nanoseconds by);

  /// Readers of these clocks; the machine must outlive them.
  named_clocks clocks();

 private:
  fake_clock real_time_{{.name = "CLOCK_REALTIME"}};
  fake_clock monotonic_{{.name = "CLOCK_MONOTONIC"}};
  fake_clock coarse_{{.name = "CLOCK_MONOTONIC_COARSE",
                      .declared = std::chrono::milliseconds{4},
                      .tick = std::chrono::milliseconds{4}}};
  fake_clock process_cpu_{{.name = "CLOCK_PROCESS_CPUTIME_ID"}};
  fake_clock thread_cpu_{{.name = "CLOCK_THREAD_CPUTIME_ID"}};
};

}  // namespace tandem
