// How the experiment is told: its tables, and the prediction.
#include "experiment.hpp"

namespace clocks {
namespace {

/// "std: steady_clock; Boost.Chrono: steady_clock"
std::string cpp_names(const tandem::catalogued_clock& about) {
  std::string names;
  const auto add = [&](const std::string& library, const std::string& name) {
    if (!name.empty()) {
      names += (names.empty() ? "" : "; ") + library + ": " + name;
    }
  };
  add("std", about.std_chrono);
  add("Boost.Chrono", about.boost_chrono);
  add("Boost.Timer", about.boost_timer);
  return names;
}

}  // namespace

std::vector<tandem::table> tables(const evidence& seen) {
  tandem::table promises{"promises",
                         {{"clock", ""},
                          {"counts", ""},
                          {"adjustable", ""},
                          {"monotonic", ""},
                          {"declared", "ns", 0}},
                         {}};
  tandem::table observed{"observed",
                         {{"clock", ""},
                          {"tick", "ns", 0},
                          {"ticks/s at most", "", 0},
                          {"one reading", "ns", 0}},
                         {}};
  tandem::table names{
      "names", {{"clock", ""}, {"Python", ""}, {"C++", ""}}, {}};
  for (const auto& [about, clock] : seen.clocks) {
    const auto& name = about.reader.name;
    const auto tick =
        clock.tick ? tandem::cell{clock.tick->count()} : "none seen";
    const auto rate =
        clock.tick
            ? tandem::cell{1e9 / static_cast<double>(clock.tick->count())}
            : "";
    promises.rows.push_back({name, about.counts, about.adjustable,
                             about.monotonic, about.reader.declared.count()});
    observed.rows.push_back({name, tick, rate, clock.cost_ns});
    names.rows.push_back({name, about.python, cpp_names(about)});
  }
  return {promises, observed, names};
}

tandem::question_about<evidence> prediction() {
  return {{"How finely does CLOCK_MONOTONIC, Python's time.monotonic(), tick "
           "on this machine?",
           {"64 times a second, as in the notebook's table",
            "about 250 to 1000 times a second, like the kernel's own tick",
            "finer than that"},
           "The kernel reads a counter in the processor whenever you ask, so "
           "what you see is the time from one reading to the next. Only the "
           "coarse clocks wait for the kernel's tick."},
          [](const evidence& seen) -> std::optional<std::size_t> {
            for (const auto& [about, clock] : seen.clocks) {
              if (about.reader.name == "CLOCK_MONOTONIC" && clock.tick) {
                return *clock.tick > std::chrono::milliseconds{10}    ? 0
                       : *clock.tick > std::chrono::microseconds{500} ? 1
                                                                      : 2;
              }
            }
            return {};
          }};
}

}  // namespace clocks
