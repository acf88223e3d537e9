// How the experiment is told: its tables, its picture, and the prediction.
#include "experiment.hpp"

#include <fmt/format.h>

namespace races {
namespace {

tandem::table table_of(const std::string& name, const std::string& who,
                       const std::string& wrong,
                       const std::vector<const trial*>& tried) {
  tandem::table all{
      name, {{who, ""}, {"runs", ""}, {"both between", ""}, {wrong, ""}}, {}};
  for (const auto* one : tried) {
    all.rows.push_back({one->name, static_cast<std::int64_t>(one->runs),
                        static_cast<std::int64_t>(one->met),
                        static_cast<std::int64_t>(one->went_wrong)});
  }
  return all;
}

/// Two lines, one for each thread; a column for each step.
std::string picture_of(const trial& tried) {
  std::string lines;
  for (const int thread : {0, 1}) {
    lines += fmt::format("{:<20}thread {}  |", thread == 0 ? tried.name : "",
                         thread + 1);
    for (const auto& one : tried.first) {
      lines += fmt::format(" {:<9}", one.thread == thread ? one.does : "");
    }
    lines += "|\n";
  }
  return lines;
}

}  // namespace

std::vector<tandem::table> tables(const evidence& seen) {
  return {
      table_of("counters", "counter", "update lost",
               {&seen.plain, &seen.per_operation, &seen.safe, &seen.atomic}),
      table_of("lookups", "look-up", "computed twice",
               {&seen.checked_apart, &seen.checked_in_one})};
}

std::vector<std::string> pictures(const evidence& seen) {
  std::string all = "The first run of each: who did what, from left to right\n";
  for (const auto* one :
       {&seen.plain, &seen.per_operation, &seen.safe, &seen.atomic}) {
    all += picture_of(*one);
  }
  return {all};
}

tandem::question_about<evidence> prediction() {
  return {
      {"Two threads add 1 to a counter at once. To read it, each one takes a "
       "lock and releases it; to write it, it takes the lock again. Each waits "
       "between the two until the other is there, too. How often is an "
       "addition lost?",
       {"never: every access is locked", "now and then", "every time"},
       "A lock protects what happens while it is held. Between the read and "
       "the write nobody holds it."},
      [](const evidence& seen) -> std::optional<std::size_t> {
        const auto& tried = seen.per_operation;
        if (tried.runs == 0 || !tried.trouble.empty()) {
          return {};
        }
        return tried.went_wrong == 0           ? 0
               : tried.went_wrong < tried.runs ? 1
                                               : 2;
      }};
}

}  // namespace races
