// How the experiment is told: its tables, its pictures, and the prediction.
#include <fmt/format.h>

#include "common/timing/span.hpp"
#include "experiment.hpp"

namespace global_lock {

using tandem::in_ms;
using tandem::ratio;

std::vector<tandem::table> tables(const evidence& seen) {
  tandem::table costs{"twelve_jobs",
                      {{"twelve jobs", ""},
                       {"wall", "ms", 1},
                       {"CPU", "ms", 1},
                       {"CPU/wall", "", 2},
                       {"most inside", ""}},
                      {}};
  const auto row = [&](const std::string& what, const run& cost) {
    const auto cpu = cost.time.self.total();
    const auto most = static_cast<std::int64_t>(cost.most_inside);
    costs.rows.push_back({what, in_ms(cost.time.wall), in_ms(cpu),
                          ratio(cpu, cost.time.wall),
                          most > 0 ? tandem::cell{most} : tandem::cell{""}});
  };
  row("one after the other", seen.serial);
  row(fmt::format("{} threads, no lock", seen.workers), seen.unlocked);
  row(fmt::format("{} threads, guarded", seen.workers), seen.guarded);
  return {costs};
}

std::vector<std::string> pictures(const evidence& seen, tandem::glyphs with) {
  return {
      tandem::draw(seen.unlocked.timeline, "No lock: who worked when", with),
      tandem::draw(seen.guarded.timeline, "Guarded: who worked when", with)};
}

tandem::question_about<evidence> prediction() {
  return {{"Three threads share twelve jobs that compute, and each job holds "
           "one and the same lock. How long does it take, compared with one "
           "job after the other and no threads at all?",
           {"A third of the time", "Half of it, with two CPUs",
            "About the same time, or more"},
           "Only the thread that holds the lock computes. The others are "
           "there, and wait."},
          [](const evidence& seen) -> std::optional<std::size_t> {
            // Under a lock it cannot take less than the jobs' CPU time, and
            // noise only adds.
            const double share =
                ratio(seen.guarded.time.wall, seen.guarded.jobs_cpu);
            return share < 0.4 ? 0 : share < 0.75 ? 1 : 2;
          }};
}

}  // namespace global_lock
