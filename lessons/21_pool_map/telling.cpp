// How the experiment is told: its tables, its pictures, and the prediction.
#include <fmt/format.h>

#include "common/timing/span.hpp"
#include "experiment.hpp"

namespace pool_map {

using tandem::in_ms;
using tandem::ratio;

namespace {

tandem::table all_ways(const evidence& seen) {
  tandem::table shown{"sixty_four_jobs",
                      {{"64 jobs", ""},
                       {"wall", "ms", 1},
                       {"CPU/wall", "", 2},
                       {"at once", ""},
                       {"chunks", ""},
                       {"workers", ""},
                       {"pids", ""}},
                      {}};
  for (const auto& [name, run] : seen.ways) {
    const auto chunks = std::ssize(run.chunks());
    shown.rows.push_back(
        {name, in_ms(run.wall), ratio(run.cpu(), run.wall),
         std::int64_t{run.most_at_once()},
         chunks == 0 ? tandem::cell{""} : tandem::cell{std::int64_t{chunks}},
         run.busy_workers(), run.processes()});
  }
  return shown;
}

tandem::table beside_the_notebook(const evidence& seen) {
  constexpr double on_pool = 7.13;
  constexpr double on_threads = 25.18;
  const auto seconds = [&](way which) {
    return in_ms(seen.by(which).wall) / in_ms(std::chrono::seconds{1});
  };
  const auto pool_here = seconds(way::in_pool);
  const auto threads_here = seconds(way::locked);
  return {"beside_the_notebook",
          {{"64 x range(10 000 000)", ""},
           {"here", "s", 2},
           {"in the notebook", "s", 2}},
          {{"pool", pool_here, on_pool},
           {"threads, one lock", threads_here, on_threads},
           {"threads / pool", threads_here / pool_here, on_threads / on_pool}}};
}

}  // namespace

std::vector<tandem::table> tables(const evidence& seen) {
  std::vector<tandem::table> all{all_ways(seen)};
  if (seen.is_full) {
    all.push_back(beside_the_notebook(seen));
  }
  return all;
}

std::vector<std::string> pictures(const evidence& seen, tandem::glyphs with) {
  std::vector<std::string> drawn;
  for (const auto which : {way::in_pool, way::locked, way::all_in_one}) {
    const auto& [name, run] = seen.ways.at(static_cast<std::size_t>(which));
    drawn.push_back(tandem::draw(run.who_worked, name + ": who computed when",
                                 with, "worker"));
  }
  return drawn;
}

tandem::question_about<evidence> prediction() {
  return {{"You give 64 jobs to a pool of 4 workers, by one call of map. How "
           "many parcels does map make of them?",
           {"1", "4: one for each worker", "16: four for each worker",
            "64: one for each job"},
           "A chunk is 64 / (4 x 4) = 4 jobs, so there are 16. With one for "
           "each worker, who is done first would have nothing more to do; one "
           "for each job would cost 64 journeys."},
          [](const evidence& seen) -> std::optional<std::size_t> {
            const auto chunks = seen.by(way::in_pool).chunks().size();
            if (seen.workers != 4) {
              return {};
            }
            return chunks == 1    ? 0
                   : chunks == 4  ? 1
                   : chunks == 16 ? std::optional<std::size_t>{2}
                   : chunks == 64 ? std::optional<std::size_t>{3}
                                  : std::nullopt;
          }};
}

}  // namespace pool_map
