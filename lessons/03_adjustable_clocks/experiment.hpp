#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "common/teaching/claim.hpp"
#include "common/teaching/lesson.hpp"
#include "common/teaching/question.hpp"
#include "common/teaching/table.hpp"
#include "common/timing/clock_reader.hpp"

namespace adjustable_clocks {

/// The lesson's ingredient: which clock the job is timed with.
using clock_choice =
    std::function<tandem::clock_reader(const tandem::named_clocks&)>;

/// What somebody does to the clocks in the middle of a job.
struct interference {
  std::string what;                 ///< "set back 1 h"
  std::chrono::nanoseconds step{};  ///< by which the date is set
  std::int64_t slew_ppm = 0;        ///< how fast the clocks run from then on
};

/// One job, timed by several clocks that were read at the same instants.
struct timed_job {
  interference meanwhile;
  std::chrono::nanoseconds raw{};       ///< by a clock that nobody can touch
  std::chrono::nanoseconds raw_left{};  ///< of it, after the interference
  std::chrono::nanoseconds date{};      ///< by the adjustable clock
  std::chrono::nanoseconds timed{};     ///< by the clock that was chosen
  std::int64_t looks = 0;               ///< how often the date was read
  std::int64_t steps_back = 0;          ///< how often it was less than before
};

struct evidence {
  std::string timer;  ///< the clock that was chosen
  std::vector<timed_job> jobs;
};

/// Times four jobs that compute: one in peace; then the date is set back in the
/// middle, set forward, and the clocks are slewed. All that is done to a copy
/// of the clocks: nobody needs root rights, and the machine's own stay as they
/// are.
evidence measure(const clock_choice& choose, tandem::scale size);

/// The clock that nobody can set, and the one that people set.
tandem::clock_reader steady(const tandem::named_clocks& clocks);
tandem::clock_reader adjustable(const tandem::named_clocks& clocks);

std::vector<tandem::claim> claims(const evidence& seen);
std::vector<tandem::table> tables(const evidence& seen);
tandem::question_about<evidence> prediction();

}  // namespace adjustable_clocks
