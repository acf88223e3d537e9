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
  /// This thread waits while `threads` others of this process compute, each on
  /// a CPU of its own.
  void compute_elsewhere(std::chrono::nanoseconds span, int threads = 1);
  /// Somebody sets the date: forward, or back where `by` is negative.
  void set_date(std::chrono::nanoseconds by);

  /// Readers of these clocks; the machine must outlive them.
  named_clocks clocks();

 private:
  // Each began at another time, so that no two can be taken for each other.
  fake_clock real_time_{
      {.name = "CLOCK_REALTIME", .start = std::chrono::hours{480'000}}};
  fake_clock monotonic_{
      {.name = "CLOCK_MONOTONIC", .start = std::chrono::hours{70}}};
  fake_clock coarse_{{.name = "CLOCK_MONOTONIC_COARSE",
                      .declared = std::chrono::milliseconds{4},
                      .tick = std::chrono::milliseconds{4},
                      .start = std::chrono::hours{60}}};
  fake_clock process_cpu_{
      {.name = "CLOCK_PROCESS_CPUTIME_ID", .start = std::chrono::hours{3}}};
  fake_clock thread_cpu_{
      {.name = "CLOCK_THREAD_CPUTIME_ID", .start = std::chrono::hours{2}}};
};

}  // namespace tandem
