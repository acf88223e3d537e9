// How the experiment is told: its tables, and the prediction.
#include <fmt/format.h>

#include <numeric>

#include "common/timing/span.hpp"
#include "experiment.hpp"

namespace caching_results {
namespace {

using tandem::in_ms;

std::vector<const round*> rounds(const evidence& seen) {
  return {&seen.first, &seen.again, &seen.elsewhere, &seen.new_code};
}

tandem::table five_calls(const evidence& seen) {
  tandem::table all{"five_calls",
                    {{"five calls", ""},
                     {"computed", ""},
                     {"wall", "ms", 1},
                     {"wall / sum", "", 2},
                     {"wrong", ""}},
                    {}};
  const auto sum = std::accumulate(seen.alphas.begin(), seen.alphas.end(), 0.0);
  for (const auto* one : rounds(seen)) {
    all.rows.push_back({one->name, std::int64_t{one->computed},
                        in_ms(one->wall),
                        static_cast<double>(one->wall.count()) /
                            (sum * static_cast<double>(seen.unit.count())),
                        std::int64_t{one->wrong}});
  }
  return all;
}

tandem::table who_computed(const evidence& seen) {
  tandem::table all{"who_computed", {{"alpha", "", 1}, {"takes", "ms", 1}}, {}};
  for (const auto* one : rounds(seen)) {
    all.columns.push_back({one->name, ""});
  }
  for (std::size_t i = 0; i < seen.alphas.size(); ++i) {
    std::vector<tandem::cell> cells{seen.alphas[i],
                                    seen.alphas[i] * in_ms(seen.unit)};
    for (const auto* one : rounds(seen)) {
      cells.emplace_back(std::int64_t{one->results.at(i).by});
    }
    all.rows.push_back(std::move(cells));
  }
  return all;
}

/// The first entry; the others are like it.
tandem::table in_the_store(const evidence& seen) {
  tandem::table all{"in_the_store", {{"in the store", ""}, {"bytes", ""}}, {}};
  constexpr std::size_t lines = 4;
  for (const auto& [name, bytes] : seen.files) {
    if (all.rows.size() == lines) {
      all.rows.push_back(
          {fmt::format("... ({} files)", seen.files.size()), ""});
      break;
    }
    all.rows.push_back({name, static_cast<std::int64_t>(bytes)});
  }
  return all;
}

tandem::table deaths(const evidence& seen) {
  const auto& one = seen.crashed;
  return {"deaths",
          {{"writers that died", ""},
           {"in mid-write", ""},
           {"results then", ""},
           {"wrong", ""},
           {"lost", ""}},
          {{std::int64_t{one.deaths}, std::int64_t{one.in_mid_write},
            std::int64_t{one.asked}, std::int64_t{one.wrong},
            std::int64_t{one.lost}}}};
}

tandem::table experiment(const evidence& seen) {
  const auto& one = seen.resumed;
  return {"experiment",
          {{fmt::format("{} steps", one.steps), ""},
           {"computed", ""},
           {"the process", ""}},
          {{"first run", std::int64_t{one.first_computed},
            one.ending.empty() ? "lived" : one.ending},
           {"second run", std::int64_t{one.then_computed}, "lived"}}};
}

}  // namespace

std::vector<tandem::table> tables(const evidence& seen) {
  return {five_calls(seen), who_computed(seen), in_the_store(seen),
          deaths(seen), experiment(seen)};
}

tandem::question_about<evidence> prediction() {
  return {
      {"An experiment of six steps dies in the middle of its fourth. It is "
       "started again, with a cache. How many steps are computed, both runs "
       "together?",
       {"6: each once", "7: the fourth twice", "8: the third is lost, too",
        "10: four, and then all six"},
       "Three steps were kept, each as soon as it was done. Of the fourth "
       "there "
       "is nothing: a result is kept when it is complete, and not before."},
      [](const evidence& seen) -> std::optional<std::size_t> {
        switch (seen.resumed.first_computed + seen.resumed.then_computed) {
          case 6:
            return 0;
          case 7:
            return 1;
          case 8:
            return 2;
          case 10:
            return 3;
          default:
            return {};
        }
      }};
}

}  // namespace caching_results
