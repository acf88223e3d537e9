#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/teaching/claim.hpp"
#include "common/teaching/lesson.hpp"
#include "common/teaching/question.hpp"
#include "common/teaching/table.hpp"
#include "common/timing/clock_catalogue.hpp"
#include "common/timing/clock_reader.hpp"

namespace clocks {

/// A clock of the catalogue, and what was seen of it.
struct observed_clock {
  tandem::catalogued_clock about;
  tandem::clock_observation seen;
};

/// A clock that was read over and over: did it ever go back?
struct steadiness {
  std::int64_t readings = 0;
  std::int64_t steps_back = 0;
};

struct evidence {
  std::vector<observed_clock> clocks;
  steadiness monotonic;
};

/// Observes every clock of this machine, then reads `monotonic`, the lesson's
/// ingredient, for 20 ms and at least 1000 times to see whether it goes back.
evidence measure(const tandem::clock_reader& monotonic, tandem::scale size);

/// A monotonic clock that somebody sets back a second in the middle.
tandem::clock_reader stepped_back();

std::vector<tandem::claim> claims(const evidence& seen);
std::vector<tandem::table> tables(const evidence& seen);
tandem::question_about<evidence> prediction();

}  // namespace clocks
