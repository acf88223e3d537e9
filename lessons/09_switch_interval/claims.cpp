// What is claimed about the evidence.
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "common/teaching/judging.hpp"
#include "common/timing/span.hpp"
#include "experiment.hpp"

namespace switch_interval {

std::vector<tandem::claim> claims(const evidence& seen) {
  std::int64_t forced = 0;
  std::int64_t waited = 0;
  std::int64_t by_itself = 0;
  double least = std::numeric_limits<double>::max();
  for (const auto& row : seen.by_ingredient) {
    forced += row.counts.forced;
    least = std::min(least,
                     tandem::ratio(row.counts.shortest_forced, row.interval));
    for (const auto& one : row.echoes) {
      waited += one.others_were_in ? 1 : 0;
      by_itself += one.others_were_in && !one.somebody_forced ? 1 : 0;
    }
  }
  const auto& call = seen.one_long_call;
  return {
      tandem::judge_if(
          forced > 0, "nobody was forced out",
          tandem::at_least(
              "no_forced_before_interval",
              "no computing thread is forced out before it has held the lock "
              "for one interval; the least time / interval",
              {least, ""}, 1)),
      tandem::invariant(
          "echo_by_force",
          fmt::format("an echo that finds a computing thread inside gets in by "
                      "force; of {} such echoes, got in without",
                      waited),
          waited, by_itself, ""),
      tandem::invariant(
          "never_looks",
          fmt::format("a holder that never looks is never dropped; of {} long "
                      "calls in which it was asked, dropped",
                      call.calls_asked),
          call.calls_asked, call.counts.forced + call.calls_cut, ""),
  };
}

}  // namespace switch_interval
