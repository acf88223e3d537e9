// How the experiment is told: its tables, its pictures, and the prediction.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <set>

#include "common/timing/span.hpp"
#include "experiment.hpp"

namespace nested_parallelism {
namespace {

std::string in_words(runner who) {
  switch (who) {
    case runner::processes:
      return "processes";
    case runner::threads:
      return "threads";
    case runner::in_place:
      return "in place";
    case runner::else_who:
      break;
  }
  return "others";
}

/// The calls of one depth.
std::vector<tandem::cell> row_of(const backend_calls& seen, int depth,
                                 const char* name) {
  std::set<std::string> who;
  std::set<int> levels;
  std::set<pid_t> processes;
  std::set<pid_t> threads;
  for (const auto& call : seen.seen) {
    if (call.depth == depth) {
      who.insert(in_words(call.run_by()));
      for (const auto& task : call.tasks) {
        levels.insert(task.level);
        processes.insert(task.process);
        threads.insert(task.thread);
      }
    }
  }
  return {seen.backend,
          std::string{name},
          fmt::format("{}", fmt::join(who, ", ")),
          fmt::format("{}", fmt::join(levels, ", ")),
          std::ssize(processes),
          std::ssize(threads)};
}

}  // namespace

std::vector<tandem::table> tables(const evidence& seen) {
  tandem::table levels{"levels",
                       {{"on", ""},
                        {"calls", ""},
                        {"run by", ""},
                        {"level", ""},
                        {"processes", ""},
                        {"threads", ""}},
                       {}};
  constexpr std::array calls{"outermost", "in its tasks", "in theirs"};
  for (const auto& one : seen.levels) {
    for (std::size_t depth = 0; depth < calls.size(); ++depth) {
      levels.rows.push_back(
          row_of(one, static_cast<int>(depth), calls.at(depth)));
    }
  }

  tandem::table runs{"at_once",
                     {{"cap", ""},
                      {"OMP_NUM_THREADS", ""},
                      {"threads each", ""},
                      {"at once", ""},
                      {"wall", "ms", 1},
                      {"forced off", ""}},
                     {}};
  const auto row = [&](const std::string& cap, const nested_run& run) {
    runs.rows.push_back({cap, run.tasks.front().openmp,
                         std::int64_t{run.most_threads()},
                         std::int64_t{run.most_at_once()},
                         tandem::in_ms(run.wall), run.forced_off()});
  };
  row(seen.capped.cap
          ? std::to_string(*seen.capped.cap)
          : fmt::format("max({}/{},1)", seen.usable_cpus, seen.workers),
      seen.capped);
  row("none", seen.uncapped);
  return {levels, runs};
}

std::vector<std::string> pictures(const evidence& seen, tandem::glyphs with) {
  constexpr int most = 16;  // lines, for a screen
  std::vector<std::string> drawn;
  const auto add = [&](const nested_run& run, const std::string& title) {
    if (run.who_computed.workers() <= most) {
      drawn.push_back(tandem::draw(run.who_computed, title, with));
    }
  };
  add(seen.capped, "with the cap: who computed when, in all processes");
  add(seen.uncapped, "no cap: who computed when, in all processes");
  return drawn;
}

tandem::question_about<evidence> prediction() {
  return {{"Each worker process runs a task, and each task asks for threads on "
           "all CPUs. Nothing limits them. How many compute at once?",
           {"As many as there are workers: a task is one thread",
            "As many as there are CPUs: the system starts no more",
            "Workers x CPUs"},
           "Each process counts the CPUs, and knows nothing of its neighbours. "
           "The system starts what it is asked to, and lets all take turns. So "
           "who knows how many workers there are must say it: that is the "
           "cap."},
          [](const evidence& seen) -> std::optional<std::size_t> {
            const auto& run = seen.uncapped;
            if (seen.workers < 2 || !run.all_met() ||
                run.most_at_once() != seen.workers * seen.asked) {
              return {};
            }
            return 2;
          }};
}

}  // namespace nested_parallelism
