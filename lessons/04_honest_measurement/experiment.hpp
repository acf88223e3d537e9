#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <vector>

#include "common/teaching/claim.hpp"
#include "common/teaching/lesson.hpp"
#include "common/teaching/question.hpp"
#include "common/teaching/table.hpp"
#include "common/timing/timeit.hpp"

namespace honest_measurement {

/// Adds up 0, 1, 2, ... in `steps` steps. The lesson's ingredient is the loop
/// whose cost is real.
using loop = std::function<void(std::int64_t steps)>;

// Three loops that differ in what becomes of the sum.
void drop_the_sum(std::int64_t steps);    ///< nobody uses it
void keep_the_sum(std::int64_t steps);    ///< it is used once, in the end
void make_it_opaque(std::int64_t steps);  ///< it is used at each step

/// What a loop cost: CPU time, the least of several runs.
struct growth {
  std::chrono::nanoseconds of_n{};          ///< n steps
  std::chrono::nanoseconds of_hundred_n{};  ///< 100 n steps
};

/// One run of several that do the same.
struct fill {
  std::chrono::nanoseconds wall{};
  std::int64_t new_pages = 0;  ///< that the kernel had to find meanwhile
};

/// A job shorter than a tick, by two clocks.
struct short_job {
  std::chrono::nanoseconds cpu{};    ///< by the fine clock of this process
  std::chrono::nanoseconds shown{};  ///< by Boost.Timer: user and system
};

struct evidence {
  bool optimised = true;   ///< the build: else a compiler drops nothing
  std::int64_t steps = 0;  ///< n
  growth dropped;
  growth kept;
  growth real;              ///< the ingredient
  std::vector<fill> fills;  ///< of the same memory, one after the other
  tandem::timing wall;      ///< the same work by the wall clock
  tandem::timing cpu;       ///< and by the CPU clock
  std::chrono::nanoseconds tick{1};  ///< of the clock below
  std::vector<short_job> short_jobs;
};

/// Whether the lesson was built with optimisation.
bool built_with_optimisation();

/// Times the loop that drops its sum, the one that keeps it and `real`, with n
/// and with 100 n steps; then shows what else spoils a measurement.
evidence measure(const loop& real, tandem::scale size);

std::vector<tandem::claim> claims(const evidence& seen);
std::vector<tandem::table> tables(const evidence& seen);
tandem::question_about<evidence> prediction();

}  // namespace honest_measurement
