// How the experiment is told: its tables, its picture, and the prediction.
#include <fmt/format.h>

#include "common/timing/span.hpp"
#include "experiment.hpp"

namespace loop_on_a_pool {
namespace {

using tandem::in_ms;
using tandem::ratio;

std::int64_t as_number(std::uint64_t count) {
  return static_cast<std::int64_t>(count);
}

tandem::table ways(const evidence& seen) {
  tandem::table all{
      "ways",
      {{fmt::format("{} rows in {}", seen.first, seen.second), ""},
       {"found", ""},
       {"compared", ""},
       {"hashed", ""},
       {"wall", "ms", 1},
       {"times as fast", "", 1}},
      {}};
  for (const auto* one : {&seen.plain, &seen.on_pool, &seen.hash_set}) {
    all.rows.push_back({one->name, std::ssize(one->seen.found),
                        as_number(one->seen.compared),
                        as_number(one->seen.hashed), in_ms(one->wall),
                        ratio(seen.plain.wall, one->wall)});
  }
  return all;
}

tandem::table bytes(const evidence& seen) {
  tandem::table all{"bytes",
                    {{fmt::format("sent to {} worker{}", seen.workers,
                                  seen.workers == 1 ? "" : "s"),
                      ""},
                     {"kB", "", 0},
                     {"second lists in it", "", 2}},
                    {}};
  const auto a_list = static_cast<double>(seen.second * sizeof(five));
  const auto row = [&](std::string what, double sent, double others) {
    all.rows.push_back({std::move(what), sent / 1e3, (sent - others) / a_list});
  };
  const auto before = static_cast<double>(seen.sent.before);
  const auto parts = static_cast<double>(seen.sent.parts);
  const auto with = static_cast<double>(seen.sent.with);
  const auto rows_with = static_cast<double>(seen.sent.rows_with);
  const auto rows = static_cast<double>(seen.first);
  const auto rows_in_parts = static_cast<double>(seen.sent.rows);
  row("by the initializer", before, 0);
  row("with the parts of the first list", parts, rows_in_parts * sizeof(five));
  row(fmt::format("{} rows, each with the second list", seen.sent.rows_with),
      with, rows_with * sizeof(five));
  row("all rows that way (by computation)", with / rows_with * rows,
      rows * sizeof(five));
  return all;
}

/// What the notebook has measured, on a machine of its own.
tandem::table notebook(const evidence& seen) {
  const auto in_s = [](std::chrono::nanoseconds span) {
    return ratio(span, std::chrono::seconds{1});
  };
  return {"beside_the_notebook",
          {{"", ""},
           {"workers", ""},
           {"plain loop", "s", 2},
           {"on a pool", "s", 2},
           {"loop / pool", "", 2}},
          {{"the notebook", std::int64_t{4}, 11.38, 4.29, 11.38 / 4.29},
           {"here, the pool's start included", std::int64_t{seen.workers},
            in_s(seen.plain.wall), in_s(seen.start + seen.on_pool.wall),
            ratio(seen.plain.wall, seen.start + seen.on_pool.wall)}}};
}

}  // namespace

std::vector<tandem::table> tables(const evidence& seen) {
  std::vector<tandem::table> all{ways(seen), bytes(seen)};
  if (seen.size == tandem::scale::full) {
    all.push_back(notebook(seen));
  }
  return all;
}

std::vector<std::string> pictures(const evidence& seen, tandem::glyphs with) {
  return {tandem::draw(seen.who_worked, "the loop on a pool: who worked when",
                       with, "worker")};
}

tandem::question_about<evidence> prediction() {
  return {
      {"Which of 20 000 rows occur in a list of 20 000 others? One machine "
       "has 64 CPUs, and a plain loop on a pool. Another one has a single "
       "CPU, and a hash set. Which one makes fewer comparisons on each CPU?",
       {"The one with 64 CPUs, since each has a small part of the rows",
        "It is about the same",
        "The one with the hash set, ten times fewer or more"},
       "64 CPUs divide the comparisons by 64 at best. A hash set does not "
       "make them: it looks where an equal row would be, and nowhere else."},
      [](const evidence& seen) -> std::optional<std::size_t> {
        if (seen.hash_set.seen.steps() == 0) {
          return {};
        }
        const double times = static_cast<double>(seen.plain.seen.compared) /
                             64 /
                             static_cast<double>(seen.hash_set.seen.steps());
        return times >= 10 ? 2 : times < 0.5 ? 0 : 1;
      }};
}

}  // namespace loop_on_a_pool
