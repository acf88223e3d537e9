// How the experiment is told: its tables, its pictures, and the prediction.
#include <fmt/format.h>

#include <map>
#include <utility>

#include "common/timing/span.hpp"
#include "experiment.hpp"

namespace processes {

using std::chrono::nanoseconds;
using tandem::in_ms;
using tandem::ratio;

namespace {

tandem::table costs(const evidence& seen) {
  tandem::table shown{"twelve_jobs",
                      {{"twelve jobs", ""},
                       {"wall", "ms", 1},
                       {"our CPU", "ms", 1},
                       {"children's CPU", "ms", 1},
                       {"both/wall", "", 2}},
                      {}};
  const auto row = [&](const std::string& what, nanoseconds wall,
                       nanoseconds own, nanoseconds children) {
    shown.rows.push_back({what, in_ms(wall), in_ms(own), in_ms(children),
                          ratio(own + children, wall)});
  };
  row("one after the other", seen.in_turn.wall, seen.in_turn.self.total(),
      seen.in_turn.children.total());
  row(fmt::format("workers asked for: {}", seen.workers), seen.waited_for.wall,
      seen.waited_for.self, seen.waited_for.children);
  return shown;
}

tandem::table who_ran_them(const evidence& seen) {
  tandem::table shown{"who_ran_them",
                      {{"", ""},
                       {"process", ""},
                       {"its parent", ""},
                       {"jobs", ""},
                       {"their CPU", "ms", 1}},
                      {}};
  struct share {
    pid_t parent = 0;
    std::int64_t jobs = 0;
    nanoseconds cpu{};
  };
  std::map<pid_t, share> shares{{seen.parent, {}}};
  for (const auto& job : seen.run.notes) {
    auto& its = shares[job.process];
    its.parent = job.parent;
    ++its.jobs;
    its.cpu += nanoseconds{job.cpu};
  }
  const auto row = [&](const std::string& what, pid_t process,
                       const share& its) {
    shown.rows.push_back({what, std::int64_t{process},
                          its.parent == 0
                              ? tandem::cell{""}
                              : tandem::cell{std::int64_t{its.parent}},
                          its.jobs, in_ms(its.cpu)});
  };
  row("we", seen.parent, shares[seen.parent]);
  int number = 0;
  for (const auto& [process, its] : shares) {
    if (process != seen.parent) {
      row(fmt::format("worker {}", ++number), process, its);
    }
  }
  return shown;
}

tandem::table who_counts_them(const evidence& seen) {
  tandem::table shown{"who_counts_them",
                      {{"what it shows", ""},
                       {"results are here", "ms", 1},
                       {"workers waited for", "ms", 1}},
                      {}};
  const auto row = [&](const std::string& what, nanoseconds cpu_figures::*of) {
    shown.rows.push_back(
        {what, in_ms(seen.results_here.*of), in_ms(seen.waited_for.*of)});
  };
  row("CLOCK_PROCESS_CPUTIME_ID", &cpu_figures::process_clock);
  row("RUSAGE_SELF", &cpu_figures::self);
  row("RUSAGE_CHILDREN", &cpu_figures::children);
  row("Boost.Timer, user + system", &cpu_figures::boost_timer);
  row("Boost.Chrono, user + system", &cpu_figures::boost_chrono);
  row("Boost.Chrono, process_real", &cpu_figures::boost_real);
  const auto jobs = in_ms(seen.run.jobs_cpu());
  shown.rows.push_back({"(the jobs' own clocks)", jobs, jobs});
  return shown;
}

}  // namespace

std::vector<tandem::table> tables(const evidence& seen) {
  return {costs(seen), who_ran_them(seen), who_counts_them(seen)};
}

std::vector<std::string> pictures(const evidence& seen, tandem::glyphs with) {
  return {tandem::draw(seen.run.who_worked, "who worked when", with, "worker")};
}

tandem::question_about<evidence> prediction() {
  return {
      {"Twelve jobs compute on three worker processes. The program that "
       "started them reads its CPU clock before and after; Python calls "
       "that clock process_time. How much has it counted?",
       {"All that the jobs have computed: more than the wall time",
        "About the wall time: it was there all the while", "Next to nothing"},
       "A process's CPU clock counts that process. The jobs ran in others, "
       "each of which has a clock of its own, and the parent slept "
       "meanwhile. That is why the CPU time is so tiny."},
      [](const evidence& seen) -> std::optional<std::size_t> {
        return seen.parents_share() <= 0.5 ? 2 : 0;
      }};
}

}  // namespace processes
