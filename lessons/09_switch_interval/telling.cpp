// How the experiment is told: its table, its picture, and the prediction.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "common/timing/span.hpp"
#include "experiment.hpp"

namespace switch_interval {
namespace {

using tandem::in_ms;

double median_ms(const std::vector<echo>& echoes) {
  std::vector<double> spans;
  spans.reserve(echoes.size());
  for (const auto& one : echoes) {
    spans.push_back(in_ms(one.took));
  }
  std::sort(spans.begin(), spans.end());
  return spans.empty() ? 0 : spans[spans.size() / 2];
}

}  // namespace

std::vector<tandem::table> tables(const evidence& seen) {
  // Measured once, on another machine with two CPUs: shown to compare.
  constexpr std::array<const char*, 5> in_cpython{"0.37", "5.6", "16", "0.94",
                                                  "20.5"};
  tandem::table shown{"echo_time",
                      {{"beside it", ""},
                       {"interval", "ms", 1},
                       {"median", "ms", 2},
                       {"CPython elsewhere", "ms"},
                       {"waited", ""},
                       {"asked", ""},
                       {"forced", ""}},
                      {}};
  const auto row = [&](const convoy& one, const std::string& there) {
    shown.rows.push_back(
        {one.beside, in_ms(one.interval), median_ms(one.echoes), there,
         std::count_if(one.echoes.begin(), one.echoes.end(),
                       [](const echo& each) { return each.others_were_in; }),
         one.counts.asked, one.counts.forced});
  };
  std::size_t number = 0;
  for (const auto& one : seen.by_ingredient) {
    const bool same = number != 2 || one.computing == 2;
    row(one, same && number < in_cpython.size() ? in_cpython.at(number) : "");
    ++number;
  }
  row(seen.one_long_call, "82 to 107");
  return {shown};
}

std::string picture(const evidence& seen, tandem::glyphs with) {
  return seen.who_when
             ? tandem::draw(*seen.who_when,
                            "one computing thread, and thread 2, which echoes: "
                            "who worked when",
                            with)
             : "";
}

tandem::question_about<evidence> prediction() {
  return {
      {"One thread computes under the lock all the time, and looks now and "
       "then whether somebody has asked for it. Another one reads for 0.3 ms "
       "without the lock, and then needs it again. When does it get it?",
       {"at once: the computing thread looks very often",
        "one switch interval later",
        "when the computing thread has done its work"},
       "Who waits asks only when a whole interval has gone by, since every "
       "switch costs; and only then has the holder a reason to let go."},
      [](const evidence& seen) -> std::optional<std::size_t> {
        std::optional<std::size_t> right;
        for (const auto& row : seen.by_ingredient) {
          for (const auto& one : row.echoes) {
            // Beside several, somebody else may have asked for us.
            if (row.computing == 1 && one.others_were_in) {
              right = !one.somebody_forced      ? 2
                      : one.took < row.interval ? 0
                                                : 1;
            }
          }
        }
        return right;
      }};
}

}  // namespace switch_interval
