// How the experiment is told: its tables, its pictures, and the prediction.
#include <fmt/format.h>

#include "common/timing/span.hpp"
#include "experiment.hpp"

namespace parallel_delayed {

using tandem::in_ms;
using tandem::ratio;

std::vector<tandem::table> tables(const evidence& seen) {
  tandem::table walls{"five_sleeps",
                      {{"five sleeps", ""},
                       {"wall", "ms", 1},
                       {"wall / sum", "", 2},
                       {"most at once", ""}},
                      {}};
  const auto row = [&](const std::string& what, const one_run& run) {
    walls.rows.push_back(
        {what, in_ms(run.wall), ratio(run.wall, seen.sum()),
         std::int64_t{run.who_slept.most_at_once(tandem::doing::blocked)}});
  };
  row("one after the other", seen.in_turn);
  for (const auto& one : seen.parallel) {
    row(one.name, one.shown);
  }

  tandem::table who{"who_slept",
                    {{"call", ""},
                     {"sleep", "ms", 1},
                     {"loky", ""},
                     {"loky begins", "ms", 1},
                     {"threading", ""},
                     {"threading begins", "ms", 1}},
                    {}};
  for (std::size_t i = 0; i < seen.sleeps.size(); ++i) {
    std::vector<tandem::cell> cells{static_cast<std::int64_t>(i),
                                    in_ms(seen.sleeps[i])};
    for (const auto& one : seen.parallel) {
      const auto& notes = one.shown.notes;
      cells.emplace_back(std::int64_t{notes.at(i).thread});
      cells.emplace_back(in_ms(
          std::chrono::nanoseconds{notes.at(i).begin - notes.front().begin}));
    }
    who.rows.push_back(std::move(cells));
  }
  return {walls, who};
}

std::vector<std::string> pictures(const evidence& seen, tandem::glyphs with) {
  std::vector<std::string> drawn;
  drawn.reserve(seen.parallel.size());
  for (const auto& one : seen.parallel) {
    drawn.push_back(tandem::draw(
        one.shown.who_slept, one.name + ": who slept when", with, "worker"));
  }
  return drawn;
}

tandem::question_about<evidence> prediction() {
  return {{"Five calls sleep for 0.5, 1, 1.5, 2 and 2.5 s, which makes 7.5 s. "
           "Two workers take them in this order. When is the last one done?",
           {"After 3.75 s: half of it", "After 4 s: it cannot be shared better",
            "After 4.5 s", "After 7.5 s: sleeps cannot be divided"},
           "Who is free takes the next call, and nobody looks ahead: the "
           "longest sleep begins last, when the other worker has nothing left "
           "to do but wait. Two workers that knew the five lengths could be "
           "done after 4 s."},
          [](const evidence& seen) -> std::optional<std::size_t> {
            // 0.6 and 1 of the sum; the middle tells them apart.
            const auto& tries = seen.parallel.front().wall_of_sum;
            if (seen.workers != 2 || !tries.back().fair) {
              return {};
            }
            return tries.back().value < 0.8 ? 2 : 3;
          }};
}

}  // namespace parallel_delayed
