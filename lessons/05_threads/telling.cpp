// How the experiment is told: its tables, its pictures, and the prediction.
#include "experiment.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "common/timing/span.hpp"

namespace threads {

using tandem::in_ms;
using tandem::ratio;

namespace {

std::string name_of(const one_run& run) {
  return fmt::format("{} thread{}", run.threads, run.threads == 1 ? "" : "s");
}

}  // namespace

std::vector<tandem::table> tables(const evidence& seen) {
  tandem::table times{"twelve_jobs",
                      {{"", ""},
                       {"wall", "ms", 1},
                       {"CPU", "ms", 1},
                       {"CPU/wall", "", 2},
                       {"most at once", "", 0}},
                      {}};
  const auto row = [&](const std::string& what, const one_run& run) {
    const auto cpu = run.time.self.total();
    times.rows.push_back({what, in_ms(run.time.wall), in_ms(cpu),
                          ratio(cpu, run.time.wall),
                          static_cast<std::int64_t>(run.most_at_once)});
  };
  row("one after the other", seen.in_turn);
  row(name_of(seen.run), seen.run);

  tandem::table who{"who_ran_them",
                    {{"", ""},
                     {"process", ""},
                     {"thread (kernel)", ""},
                     {"std::thread::id", ""},
                     {"jobs", "", 0}},
                    {}};
  const auto add = [&](const std::string& what, const place& where) {
    const auto jobs = std::count_if(
        seen.run.places.begin(), seen.run.places.end(), [&](const place& one) {
          return one.process == where.process && one.thread == where.thread;
        });
    who.rows.push_back({what, static_cast<std::int64_t>(where.process),
                        static_cast<std::int64_t>(where.thread),
                        where.cpp_thread, static_cast<std::int64_t>(jobs)});
  };
  add("the caller", seen.caller);
  std::vector<pid_t> told{0, seen.caller.thread};
  for (const auto& where : seen.run.places) {
    if (std::find(told.begin(), told.end(), where.thread) == told.end()) {
      told.push_back(where.thread);
      add(fmt::format("thread {}", told.size() - 2), where);
    }
  }
  return {times, who};
}

std::vector<std::string> pictures(const evidence& seen, tandem::glyphs with) {
  return {
      tandem::draw(seen.run.who_worked, "who worked when", with),
      "the log, in the order in which the lines were written\n" + seen.run.log};
}

tandem::question_about<evidence> prediction() {
  return {{"Twelve jobs compute, each for the same time, on several threads "
           "and with no lock. The CPU time of the process, beside the wall "
           "time, is",
           {"about the same: a program does one thing at a time",
            "greater: several CPUs compute at once, and each one counts",
            "less: the threads share the work"},
           "The jobs cost as much CPU time as ever. Threads on several CPUs "
           "only use it up side by side, so that less wall time goes by. With "
           "one CPU they take turns, and nothing is gained."},
          [](const evidence& seen) -> std::optional<std::size_t> {
            // Who waits for the CPU has less CPU time than wall time, threads
            // or not: only fair tries tell.
            std::optional<std::size_t> right;
            for (const auto& one : seen.tries) {
              if (one.fair) {
                right = one.value > 1.2 || right == 1 ? 1 : 0;
              }
            }
            return right;
          }};
}

}  // namespace threads
