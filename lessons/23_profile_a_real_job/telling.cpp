// How the experiment is told: its tables, its pictures, and the prediction.
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <utility>

#include "common/timing/span.hpp"
#include "experiment.hpp"

namespace profile_a_real_job {
namespace {

using std::chrono::nanoseconds;
using tandem::in_ms;
using tandem::ratio;

/// The model selection itself.
tandem::table scores(const evidence& seen) {
  tandem::table shown{"scores", {{"k", ""}}, {}};
  for (int fold = 1; fold <= fold_count; ++fold) {
    shown.columns.push_back({fmt::format("fold {}", fold), "", 3});
  }
  shown.columns.push_back({"mean", "", 4});
  shown.columns.push_back({"the best", ""});
  const auto& job = seen.by(way::loop).job;
  for (const auto& one : job.candidates) {
    std::vector<tandem::cell> cells{std::int64_t{one.k}};
    for (const auto& fold : one.folds) {
      cells.emplace_back(fold.accuracy());
    }
    cells.emplace_back(one.mean());
    cells.emplace_back(one.k == job.best().k);
    shown.rows.push_back(std::move(cells));
  }
  return shown;
}

/// As one would put it in a report.
tandem::table report(const evidence& seen) {
  tandem::table shown{"report",
                      {{"way", ""},
                       {"workers", ""},
                       {"wall", "ms", 1},
                       {"CPU", "ms", 1},
                       {"speed-up", "", 2},
                       {"efficiency", "", 2},
                       {"ceiling", "", 2},
                       {"of it", "%", 0}},
                      {}};
  const auto alone = seen.by(way::loop).went().wall;
  for (const auto& by : seen.ways) {
    const auto wall = by.went().wall;
    const double speed_up = ratio(alone, wall);
    const double ceiling = seen.ceiling_of(by);
    shown.rows.push_back(
        {by.name, std::int64_t{by.workers}, in_ms(wall),
         in_ms(by.used.self.total() + by.used.children.total()), speed_up,
         speed_up / by.workers, ceiling, 100 * speed_up / ceiling});
  }
  return shown;
}

/// What more workers could do about it, and what they could not.
tandem::table ceilings(const evidence& seen) {
  tandem::table shown{"ceilings", {{"a CPU for each", ""}}, {}};
  std::vector<tandem::cell> cells{"ceiling"};
  const auto alone = seen.by(way::loop).went();
  for (const int workers : {2, 4, 16, 64, 1000}) {
    shown.columns.push_back({fmt::format("{} workers", workers), "", 1});
    cells.emplace_back(
        ceiling(alone.serial, alone.wall - alone.serial, workers));
  }
  shown.rows.push_back(std::move(cells));
  return shown;
}

/// The wall or the CPU time of each phase, on each worker.
tandem::table phases(const evidence& seen, const std::string& name,
                     const std::string& heading,
                     nanoseconds wall_and_cpu::*time) {
  tandem::table shown{name,
                      {{heading, ""},
                       {"who", ""},
                       {"load", "ms", 2},
                       {"split", "ms", 2},
                       {"fit", "ms", 2},
                       {"score", "ms", 2}},
                      {}};
  for (const auto& by : seen.ways) {
    int number = 0;
    for (const auto& one : workers_of(by.job)) {
      std::vector<tandem::cell> cells{by.name,
                                      one.thread == by.job.caller
                                          ? std::string{"caller"}
                                          : fmt::format("worker {}", ++number)};
      for (const auto& its : one.at) {
        cells.emplace_back(in_ms(its.*time));
      }
      shown.rows.push_back(std::move(cells));
    }
  }
  return shown;
}

/// What became of the time that the workers were there.
tandem::table where_it_went(const evidence& seen) {
  tandem::table shown{"where_it_went",
                      {{"of workers x wall", "%"},
                       {"compute", "", 1},
                       {"off CPU", "", 1},
                       {"serial: idle", "", 1},
                       {"before", "", 1},
                       {"between", "", 1},
                       {"after", "", 1}},
                      {}};
  for (const auto& by : seen.ways) {
    const auto went = by.went();
    const auto share = [&](nanoseconds part) {
      return 100 * ratio(part, went.workers * went.wall);
    };
    shown.rows.push_back({by.name, share(went.computing), share(went.off_cpu),
                          share(went.others_idle), share(went.before),
                          share(went.between), share(went.after)});
  }
  return shown;
}

}  // namespace

double evidence::ceiling_of(const way_seen& by) const {
  const auto alone = this->by(way::loop).went();
  return ceiling(alone.serial, alone.wall - alone.serial,
                 std::min<double>(by.workers, std::max(usable_cpus, 1.0)));
}

std::vector<tandem::table> tables(const evidence& seen) {
  return {scores(seen),
          report(seen),
          ceilings(seen),
          phases(seen, "wall_of_phases", "wall time", &wall_and_cpu::wall),
          phases(seen, "cpu_of_phases", "CPU time", &wall_and_cpu::cpu),
          where_it_went(seen)};
}

std::vector<std::string> pictures(const evidence& seen, tandem::glyphs with) {
  std::vector<std::string> drawn;
  for (const auto which : {way::threading, way::locked, way::loky}) {
    const auto& by = seen.by(which);
    drawn.push_back(tandem::draw(
        by.who_worked, by.name + ": who worked when; lane 1 is the caller's",
        with, "lane"));
  }
  return drawn;
}

tandem::question_about<evidence> prediction() {
  return {
      {"The job loads 1797 images, splits them five times, fits k-nearest "
       "neighbours, and scores them. Which phase takes most of the time?",
       {"load", "split", "fit", "score"},
       "This model fits by remembering. It looks for the neighbours when "
       "it is asked, so to score 360 images takes hundreds of times as long "
       "as to fit 1437. What one expects is no profile."},
      [](const evidence& seen) -> std::optional<std::size_t> {
        const auto at = workers_of(seen.by(way::loop).job).front().at;
        return static_cast<std::size_t>(
            std::ranges::max_element(at, {}, &wall_and_cpu::cpu) - at.begin());
      }};
}

}  // namespace profile_a_real_job
