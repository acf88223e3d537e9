// How the experiment is told: its tables, and the prediction.
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <sstream>

#include "common/timing/span.hpp"
#include "experiment.hpp"

namespace start_methods {
namespace {

using std::chrono::nanoseconds;

double in_us(nanoseconds span) { return 1000 * tandem::in_ms(span); }

/// The least of several, since noise only adds.
template <class Part>
nanoseconds least(const std::vector<start_cost>& all, Part part) {
  auto found = nanoseconds::max();
  for (const auto& one : all) {
    found = std::min(found, part(one));
  }
  return found;
}

tandem::table what_they_know(const evidence& seen) {
  tandem::table all{"what_workers_know",
                    {{"worker", ""},
                     {"main set", ""},
                     {"workers read", ""},
                     {"a worker of its own", ""}},
                    {}};
  const auto row = [&](const std::string& who, const std::vector<int>& values,
                       const std::string& more) {
    std::string read;
    for (const int value : values) {
      read += fmt::format("{}{}", read.empty() ? "" : " ", value);
    }
    all.rows.push_back(
        {who, static_cast<std::int64_t>(seen.in_main), read, more});
  };
  row("thread", seen.read_by_threads, "");
  for (const auto& workers : seen.seen) {
    row(to_text(workers.how), workers.read,
        workers.got_more == 0 ? "refused" : "started");
  }
  return all;
}

tandem::table what_they_cost(const start_costs& seen) {
  tandem::table all{"cost_of_a_start",
                    {{"one start and end of", ""},
                     {"wall", "us", 0},
                     {"CPU here", "us", 0},
                     {"CPU in the child", "us", 0}},
                    {}};
  const auto row = [&](const std::string& what,
                       const std::vector<start_cost>& costs) {
    if (costs.empty()) {
      return;
    }
    const bool counted = costs.front().there.has_value();
    all.rows.push_back(
        {what, in_us(least(costs, [](auto& one) { return one.wall; })),
         in_us(least(costs, [](auto& one) { return one.here; })),
         counted ? tandem::cell{in_us(least(costs,
                                            [](auto& one) {
                                              return one.there.value_or(
                                                  nanoseconds{0});
                                            }))}
                 : tandem::cell{std::string{}}});
  };
  row("thread", seen.thread);
  row("fork", seen.fork);
  row("forkserver", seen.forkserver);
  row("spawn", seen.spawn);
  return all;
}

tandem::table who_gets_the_lock(const lock_in_copy& seen) {
  const auto of_runs = [&](int count) {
    return fmt::format("{} of {}", count, seen.runs);
  };
  return {"lock_at_fork",
          {{"who tries the lock", ""},
           {"while it is held", ""},
           {"after its release", ""},
           {"owner is there", ""}},
          {{std::string{"parent"}, std::string{}, of_runs(seen.parent_got_it),
            of_runs(seen.runs)},
           {std::string{"forked child"}, of_runs(seen.copy_got_it),
            of_runs(seen.copy_got_it_late), of_runs(seen.owner_in_copy)}}};
}

tandem::table who_served(const started_again& seen) {
  return {"started_again",
          {{"started to be workers", ""}, {"served", ""}, {"stopped", ""}},
          {{static_cast<std::int64_t>(seen.times),
            static_cast<std::int64_t>(seen.served),
            static_cast<std::int64_t>(seen.times - seen.served)}}};
}

}  // namespace

std::vector<tandem::table> tables(const evidence& seen) {
  return {what_they_know(seen), what_they_cost(seen.costs),
          who_gets_the_lock(seen.lock), who_served(seen.again)};
}

std::vector<std::string> pictures(const evidence& seen) {
  if (seen.again.said.empty()) {
    return {};
  }
  std::string all = "What the first one wrote:\n";
  std::istringstream lines{seen.again.said};
  std::string first;
  std::getline(lines, first);
  all += "  " + first + "\n";
  for (std::string line; std::getline(lines, line) && line != first;) {
    all += "  " + line + "\n";
  }
  all += "What the parent was told of the last one:\n  " +
         tandem::wrap(seen.again.reason, 78, 2) + "\n";
  return {all};
}

tandem::question_about<evidence> prediction() {
  return {
      {"main sets a global variable to 42, then starts two workers: one is "
       "forked, one is spawned. Each reads the variable. What do they find?",
       {"both 42", "the forked one 42, the spawned one the initial value",
        "both the initial value"},
       "A forked process is a copy of its parent. A spawned one is the same "
       "program, started again: it is at the first line of main when it "
       "becomes a worker."},
      [](const evidence& seen) -> std::optional<std::size_t> {
        const auto all_read = [&](tandem::start_method how, int value) {
          return std::ranges::any_of(seen.seen, [&](const auto& workers) {
            return workers.how == how && !workers.read.empty() &&
                   std::ranges::count(workers.read, value) ==
                       std::ssize(workers.read);
          });
        };
        using tandem::start_method;
        if (seen.in_main == initial_value) {
          return {};
        }
        if (all_read(start_method::fork, initial_value)) {
          return 2;
        }
        if (!all_read(start_method::fork, seen.in_main)) {
          return {};
        }
        if (all_read(start_method::spawn, seen.in_main)) {
          return 0;
        }
        return all_read(start_method::spawn, initial_value) ? std::optional{1U}
                                                            : std::nullopt;
      }};
}

}  // namespace start_methods
