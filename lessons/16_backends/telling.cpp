// How the experiment is told: its tables, its pictures, and the prediction.
#include "common/timing/span.hpp"
#include "experiment.hpp"

namespace backends {

using tandem::in_ms;
using tandem::ratio;

namespace {

tandem::table three_kinds(const evidence& seen) {
  tandem::table shown{"three_kinds",
                      {{"way", ""},
                       {"compute", "ms", 1},
                       {"CPU/wall", "", 2},
                       {"at once", ""},
                       {"wait", "ms", 1},
                       {"waiting", ""},
                       {"tiny", "ms", 2},
                       {"pids", ""}},
                      {}};
  for (const auto& by : seen.ways) {
    shown.rows.push_back({by.name, in_ms(by.compute.wall),
                          ratio(by.compute.cpu(), by.compute.wall),
                          std::int64_t{by.compute.most_at_once()},
                          in_ms(by.wait.wall),
                          std::int64_t{by.wait.most_at_once()},
                          in_ms(by.tiny.wall), by.compute.processes()});
  }
  return shown;
}

tandem::table starts(const evidence& seen) {
  tandem::table shown{
      "starts",
      {{"a task for each worker", ""}, {"first", "ms", 2}, {"next", "ms", 2}},
      {}};
  for (const auto& by : seen.ways) {
    shown.rows.push_back({by.name, in_ms(by.first_call), in_ms(by.next_call)});
  }
  return shown;
}

tandem::table notebook(const evidence& seen) {
  tandem::table shown{"forty_thousand",
                      {{"40 000 sums, 4 workers", ""},
                       {"here", "s", 2},
                       {"in the notebook", "s", 1},
                       {"loop / it, here", "", 2},
                       {"there", "", 2}},
                      {}};
  const auto& loop = seen.notebook.front();
  for (const auto& one : seen.notebook) {
    const auto seconds = in_ms(one.wall) / in_ms(std::chrono::seconds{1});
    const auto if_there = [&](double value) {
      return one.in_notebook ? tandem::cell{value} : tandem::cell{""};
    };
    const double theirs = one.in_notebook.value_or(1);
    shown.rows.push_back({one.way, seconds, if_there(theirs),
                          ratio(loop.wall, one.wall),
                          if_there(loop.in_notebook.value_or(1) / theirs)});
  }
  return shown;
}

}  // namespace

std::vector<tandem::table> tables(const evidence& seen) {
  std::vector<tandem::table> all{three_kinds(seen), starts(seen)};
  if (!seen.notebook.empty()) {
    all.push_back(notebook(seen));
  }
  return all;
}

std::vector<std::string> pictures(const evidence& seen, tandem::glyphs with) {
  std::vector<std::string> drawn;
  for (const auto which : {way::locked, way::loky}) {
    const auto& by = seen.by(which);
    drawn.push_back(tandem::draw(by.compute.who_worked,
                                 by.name + ": who computed when", with,
                                 "worker"));
  }
  return drawn;
}

tandem::question_about<evidence> prediction() {
  return {
      {"Tasks compute, and hold Python's one lock while they do. There are two "
       "CPUs. On which workers are they done sooner than in a plain loop?",
       {"on threads", "on processes", "on both", "on neither"},
       "Threads of one process wait for its lock, so one computes at a time. "
       "Each process has a lock of its own. For tasks that wait it makes no "
       "difference, and tiny ones are best made right here."},
      [](const evidence& seen) -> std::optional<std::size_t> {
        if (!seen.can_use_two() || !seen.computing_meet.known ||
            !seen.loky_cpus.back().fair) {
          return {};
        }
        const bool threads = seen.computing_meet.most_at_once >= 2;
        const bool processes = tandem::within(seen.loky_cpus.back().value,
                                              tandem::more_than_one_cpu);
        return threads ? (processes ? 2 : 0) : (processes ? 1 : 3);
      }};
}

}  // namespace backends
