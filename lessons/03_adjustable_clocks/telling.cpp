// How the experiment is told: its table, and the prediction.
#include "experiment.hpp"

#include <algorithm>

#include "common/timing/span.hpp"

namespace adjustable_clocks {
namespace {

double in_s(std::chrono::nanoseconds span) {
  return tandem::ratio(span, std::chrono::seconds{1});
}

}  // namespace

std::vector<tandem::table> tables(const evidence& seen) {
  tandem::table said{"elapsed",
                     {{"meanwhile", ""},
                      {"raw", "s", 3},
                      {"adjustable", "s", 3},
                      {seen.timer, "s", 3},
                      {"went back", "times", 0}},
                     {}};
  tandem::table errors{"errors",
                       {{"meanwhile", ""},
                        {"adjustable off by", "s", 9},
                        {seen.timer + " off by", "s", 9}},
                       {}};
  for (const auto& job : seen.jobs) {
    said.rows.push_back({job.meanwhile.what, in_s(job.raw), in_s(job.date),
                         in_s(job.timed), job.steps_back});
    errors.rows.push_back({job.meanwhile.what, in_s(job.date - job.raw),
                           in_s(job.timed - job.raw)});
  }
  return {said, errors};
}

tandem::question_about<evidence> prediction() {
  return {
      {"A job takes a fraction of a second. In its middle somebody sets the "
       "date back an hour. How long did the job take, by the clock that shows "
       "the date?",
       {"as long as it took: a system corrects for that", "an hour longer",
        "less than no time"},
       "A span is the last reading less the first. The last one is an hour too "
       "small, and no clock knows when you read it first."},
      [](const evidence& seen) -> std::optional<std::size_t> {
        using std::chrono::nanoseconds;
        const auto set_back = std::find_if(
            seen.jobs.begin(), seen.jobs.end(), [](const timed_job& job) {
              return job.meanwhile.step < nanoseconds{0};
            });
        if (set_back == seen.jobs.end()) {
          return {};
        }
        return set_back->date < nanoseconds{0}   ? 2
               : set_back->date == set_back->raw ? 0
                                                 : 1;
      }};
}

}  // namespace adjustable_clocks
