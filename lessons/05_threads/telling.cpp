// How the experiment is told: its tables, its pictures, and the prediction.
#include "experiment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "common/timing/span.hpp"

namespace threads {

using tandem::in_ms;
using tandem::ratio;

namespace {

/// The place of each thread that ran jobs, by its number.
std::vector<place> workers_of(const one_run& run) {
  std::map<int, place> by_number;
  for (const auto& where : run.places) {
    if (where.number >= 0) {
      by_number.emplace(where.number, where);
    }
  }
  std::vector<place> all;
  all.reserve(by_number.size());
  for (const auto& [number, where] : by_number) {
    all.push_back(where);
  }
  return all;
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
  row(fmt::format("threads asked for: {}", seen.run.threads), seen.run);

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
  const auto workers = workers_of(seen.run);
  const auto is_caller = [&](const place& where) {
    return where.thread == seen.caller.thread;
  };
  if (std::none_of(workers.begin(), workers.end(), is_caller)) {
    add("the caller", seen.caller);
  }
  for (const auto& where : workers) {
    add(fmt::format("thread {}{}", where.number + 1,
                    is_caller(where) ? ", the caller" : ""),
        where);
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
