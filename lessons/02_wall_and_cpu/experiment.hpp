#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "common/teaching/claim.hpp"
#include "common/teaching/lesson.hpp"
#include "common/teaching/question.hpp"
#include "common/teaching/table.hpp"
#include "common/timing/stopwatch.hpp"

namespace wall_and_cpu {

/// The lesson's ingredient: lets `span` go by.
using wait_function = std::function<void(std::chrono::nanoseconds span)>;

/// What processes that spin on one CPU saw, and what their parent saw.
struct shared_cpu {
  std::size_t spins = 0;               ///< how many reported
  std::chrono::nanoseconds own_cpu{};  ///< of all spins, by their own clocks
  std::chrono::nanoseconds wall{};     ///< first start to last end
  tandem::elapsed_time ended;  ///< the parent's view: all over, none waited for
  tandem::elapsed_time waited;  ///< the parent's view: all waited for
  std::string trouble;          ///< why this could not be tried; else empty
};

struct evidence {
  std::chrono::nanoseconds asked{};  ///< how long each wait and spin lasts
  std::vector<tandem::elapsed_time> waits;
  tandem::elapsed_time spin;          ///< computes
  tandem::elapsed_time system_calls;  ///< asks the kernel again and again
  shared_cpu shared;
};

/// Waits three times, spins, calls the kernel, then lets `spins` child
/// processes spin on one CPU. Forks, so the caller must have one thread only.
evidence measure(const wait_function& wait, int spins, tandem::scale size);

/// Sleeps: the way to wait.
void sleep_for(std::chrono::nanoseconds span);

std::vector<tandem::claim> claims(const evidence& seen);
std::vector<tandem::table> tables(const evidence& seen);
tandem::question_about<evidence> prediction();

}  // namespace wall_and_cpu
