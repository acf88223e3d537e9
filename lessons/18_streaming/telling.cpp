// How the experiment is told: its tables, and the prediction.
#include <fmt/format.h>

#include "common/timing/span.hpp"
#include "experiment.hpp"

namespace streaming {
namespace {

void add_moments(const std::string& name, const one_run& run,
                 tandem::table& to) {
  for (const auto& now : run.moments) {
    to.rows.push_back({name, now.read, now.drawn, now.drawn - now.read,
                       now.living, now.memory_kb});
  }
}

}  // namespace

std::vector<tandem::table> tables(const evidence& seen) {
  tandem::table runs{"runs",
                     {{"results as", ""},
                      {"backend", ""},
                      {"inputs", ""},
                      {"batch", ""},
                      {"limit", ""},
                      {"unfinished", ""},
                      {"living", ""},
                      {"wall", "ms", 1}},
                     {}};
  const auto add = [&](const one_run& run, const std::string& form) {
    runs.rows.push_back({form, run.backend, run.inputs, run.batch, run.limit,
                         run.most_unfinished, run.most_living,
                         tandem::in_ms(run.wall)});
  };
  tandem::table pauses{"pauses",
                       {{"generator, batch", ""},
                        {"read", ""},
                        {"drawn", ""},
                        {"ahead", ""},
                        {"living", ""},
                        {"memory", "kB"}},
                       {}};
  for (const auto& run : seen.runs) {
    add(run, run.form);
    if (!run.moments.empty()) {
      add_moments(fmt::format("{}, {}", run.backend, run.batch), run, pauses);
    }
  }
  add(seen.all, "\"all\"");
  add_moments("\"all\"", seen.all, pauses);
  return {runs, pauses};
}

tandem::question_about<evidence> prediction() {
  return {
      {"Two workers double numbers, one at a time. The program reads the "
       "results from a generator, and stops reading for a while. What do the "
       "workers do meanwhile?",
       {"They stop at once", "They stop when 4 inputs are drawn and unread",
        "They go on until all is computed"},
       "The generator has back-pressure: no more is drawn than "
       "pre_dispatch allows, \"2 * n_jobs\", and what nobody has read "
       "counts. joblib's generators go on until all is computed."},
      [](const evidence& seen) -> std::optional<std::size_t> {
        for (const auto& run : seen.runs) {
          if (seen.workers == 2 && run.form == "generator" && run.batch == 1) {
            return run.most_unfinished > run.limit ? 2 : 1;
          }
        }
        return {};
      }};
}

}  // namespace streaming
