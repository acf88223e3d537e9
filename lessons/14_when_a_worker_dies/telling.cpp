// How the experiment is told: its tables, and the prediction.
#include <fmt/format.h>

#include <algorithm>

#include "common/timing/span.hpp"
#include "experiment.hpp"

namespace when_a_worker_dies {
namespace {

std::string what_it_does(fate how) {
  switch (how) {
    case fate::returns:
      return "returns";
    case fate::throws:
      return "throws";
    case fate::exits:
      return fmt::format("exits with {}", exit_code);
    case fate::aborts:
      return "calls abort()";
    case fate::segfaults:
      return "writes to null";
    case fate::is_killed:
      return "is killed";
  }
  return "?";
}

}  // namespace

std::vector<tandem::table> tables(const evidence& seen) {
  const auto task = fmt::format("task {}", unlucky);
  tandem::table said{"the_pool",
                     {{task, ""},
                      {"what the pool says of it", ""},
                      {"wall", "ms", 1},
                      {"works again", ""}},
                     {}};
  for (const auto& one : seen.chosen) {
    said.rows.push_back({what_it_does(one.how),
                         one.answered ? one.error : "nothing: it still waits",
                         tandem::in_ms(one.wall), one.works_again});
  }
  tandem::table naive{"a_naive_pool",
                      {{"naive pool, " + task, ""},
                       {"workers gone", ""},
                       {"results", ""},
                       {"tasks", ""},
                       {"answers", ""},
                       {"left behind", ""}},
                      {}};
  for (const auto& one : seen.naive) {
    naive.rows.push_back({what_it_does(one.how),
                          static_cast<std::int64_t>(one.gone.size()),
                          static_cast<std::int64_t>(one.results),
                          static_cast<std::int64_t>(seen.tasks), one.answered,
                          static_cast<std::int64_t>(one.left_behind)});
  }
  return {said, naive};
}

tandem::question_about<evidence> prediction() {
  return {
      {"A simple pool forks its workers, writes all tasks into a pipe that the "
       "workers read, and counts the results that come back. One of the "
       "workers is killed in the middle of a task. What does the pool do?",
       {"It reports an error for that task",
        "It lets another worker run the task again",
        "It waits for a result that nobody will send"},
       "The task was in the memory of the worker and nowhere else, and nobody "
       "looked whether the worker was still there. A pipe says nothing as long "
       "as somebody could write into it."},
      [](const evidence& seen) -> std::optional<std::size_t> {
        const auto killed =
            std::ranges::find(seen.naive, fate::is_killed, &accident::how);
        if (killed == seen.naive.end()) {
          return {};
        }
        return !killed->answered ? 2 : killed->results == seen.tasks ? 1 : 0;
      }};
}

}  // namespace when_a_worker_dies
