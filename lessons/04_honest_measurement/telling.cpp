// How the experiment is told: its tables, and the prediction.
#include "experiment.hpp"

#include <map>

#include "common/timing/span.hpp"

namespace honest_measurement {
namespace {

using std::chrono::nanoseconds;
using tandem::in_ms;
using tandem::ratio;

/// 100 times the steps: 100 times the cost if they are taken, else the same.
bool grows(const growth& cost) {
  return ratio(cost.of_hundred_n, cost.of_n) >= 10;
}

double in_us(nanoseconds span) {
  return ratio(span, std::chrono::microseconds{1});
}

tandem::table what_becomes_of_the_sum(const evidence& seen) {
  tandem::table shown{"what_becomes_of_the_sum",
                      {{"the sum is", ""},
                       {"n steps", "us", 1},
                       {"100 n steps", "us", 1},
                       {"times", "", 1},
                       {"per step", "ns", 6},
                       {"the CPU did", ""}},
                      {}};
  const auto row = [&](const std::string& sum, const growth& cost,
                       const std::string& if_it_stays) {
    shown.rows.push_back(
        {sum, in_us(cost.of_n), in_us(cost.of_hundred_n),
         ratio(cost.of_hundred_n, cost.of_n),
         ratio(cost.of_hundred_n, nanoseconds{100 * seen.steps}),
         grows(cost) ? "every step" : if_it_stays});
  };
  row("dropped", seen.dropped, "nothing");
  row("kept", seen.kept, "a formula");
  row("opaque at each step", seen.real, "nothing");
  return shown;
}

tandem::table warm_up(const evidence& seen) {
  tandem::table shown{
      "warm_up",
      {{"fills 16 MB", ""}, {"wall", "ms"}, {"new pages of memory", ""}},
      {}};
  for (std::size_t i = 0; i < seen.fills.size(); ++i) {
    shown.rows.push_back({i == 0 ? "first run" : "again",
                          in_ms(seen.fills[i].wall), seen.fills[i].new_pages});
  }
  return shown;
}

tandem::table repeats(const evidence& seen) {
  tandem::table shown{"repeats",
                      {{"one call by", ""},
                       {"calls each", ""},
                       {"repeats", ""},
                       {"minimum", "us"},
                       {"mean", "us"},
                       {"maximum", "us"}},
                      {}};
  const auto row = [&](const std::string& clock, const tandem::timing& time) {
    constexpr double us = 1e3;
    shown.rows.push_back({clock, time.number,
                          static_cast<std::int64_t>(time.repeats.size()),
                          time.minimum().count() / us, time.mean().count() / us,
                          time.maximum().count() / us});
  };
  row("wall clock", seen.wall);
  row("CPU clock", seen.cpu);
  return shown;
}

tandem::table ticks(const evidence& seen) {
  tandem::table shown{"short_jobs",
                      {{"Boost.Timer says", "ms", 0},
                       {"of how many jobs", ""},
                       {"which took each", "ms"}},
                      {}};
  std::map<nanoseconds, std::pair<std::int64_t, nanoseconds>> by_reading;
  for (const auto& job : seen.short_jobs) {
    auto& [jobs, cpu] = by_reading[job.shown];
    ++jobs;
    cpu += job.cpu;
  }
  for (const auto& [reading, group] : by_reading) {
    const auto& [jobs, cpu] = group;
    shown.rows.push_back({in_ms(reading), jobs, in_ms(cpu / jobs)});
  }
  return shown;
}

}  // namespace

std::vector<tandem::table> tables(const evidence& seen) {
  return {what_becomes_of_the_sum(seen), warm_up(seen), repeats(seen),
          ticks(seen)};
}

tandem::question_about<evidence> prediction() {
  return {
      {"A C++ loop adds up the numbers below n, and nobody uses the sum. With "
       "100 times as many steps, what does it cost?",
       {"100 times as much",
        "a few times as much: the compiler takes several steps at once",
        "as much as before: next to nothing"},
       "A compiler must keep what a program shows, not what it does. A sum "
       "that "
       "nobody uses shows nothing, so it may leave the loop out; and it does, "
       "if it was asked to optimise."},
      [](const evidence& seen) -> std::optional<std::size_t> {
        const double times =
            ratio(seen.dropped.of_hundred_n, seen.dropped.of_n);
        if (!(times > 0)) {
          return {};
        }
        return times >= 30 ? 0 : times >= 3 ? 1 : 2;
      }};
}

}  // namespace honest_measurement
