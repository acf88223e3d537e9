#include "job.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "common/workers/parallel.hpp"
#include "neighbours.hpp"
#include "shared_rows.hpp"

namespace profile_a_real_job {
namespace {

using tandem::delayed;
using tandem::parallel;

/// The rows from `begin` to before `end`.
struct row_range {
  std::size_t begin;
  std::size_t end;
};

/// Folds are as large as each other, or the first ones larger by one.
row_range rows_of(int fold, std::size_t rows) {
  const auto first = [&](std::size_t number) {
    return number * (rows / fold_count) + std::min(number, rows % fold_count);
  };
  const auto number = static_cast<std::size_t>(fold);
  return {first(number), first(number + 1)};
}

/// What a task is told.
struct fold_task {
  rows_at data{};
  int k = 0;
  int fold = 0;
  scored_on which = scored_on::held_out;

  template <class Archive>
  void serialize(Archive& bytes, unsigned /*version*/) {
    bytes& data& k& fold& which;
  }
};

/// And what it gives back.
struct fold_end {
  fold_score score{};
  std::uint64_t memory = 0;  ///< that it read
  std::vector<noted_phase> phases{};

  template <class Archive>
  void serialize(Archive& bytes, unsigned /*version*/) {
    bytes& score& memory& phases;
  }
};

fold_end fit_and_score(const fold_task& told) {
  fold_end seen;
  const shared_rows shared{told.data};
  seen.memory = shared.number();
  const auto all = shared.all();
  const auto held_out = rows_of(told.fold, all.size());
  const auto scored =
      told.which == scored_on::held_out
          ? held_out
          : rows_of((told.fold + 1) % fold_count, all.size());  // --break

  auto training = during(phase::split, seen.phases, [&] {
    const auto before = all.first(held_out.begin);
    const auto after = all.subspan(held_out.end);
    std::vector<image> rows{before.begin(), before.end()};
    rows.insert(rows.end(), after.begin(), after.end());
    return rows;
  });
  const auto model = during(phase::fit, seen.phases,
                            [&] { return neighbours{std::move(training)}; });
  const auto shown = all.subspan(scored.begin, scored.end - scored.begin);
  seen.score = {
      .right = during(phase::score, seen.phases,
                      [&] { return count_right(model, shown, told.k); }),
      .rows = static_cast<int>(shown.size())};
  return seen;
}

}  // namespace

double candidate::mean() const {
  double sum = 0;
  for (const auto& one : folds) {
    sum += one.accuracy();
  }
  return sum / static_cast<double>(folds.size());
}

const candidate& job_run::best() const {
  return *std::ranges::max_element(candidates, {}, &candidate::mean);
}

job_run select_model(const std::filesystem::path& data,
                     const std::vector<int>& ks, scored_on which) {
  job_run seen{.caller = gettid(), .begin = now()};
  const auto rows = during(phase::load, seen.phases, [&] {
    return shared_rows{data, fold_count};
  });
  std::vector<fold_task> tasks;
  for (const int k : ks) {
    for (int fold = 0; fold < fold_count; ++fold) {
      tasks.push_back({rows.place(), k, fold, which});
    }
  }
  seen.tasks = std::ssize(tasks);

  seen.tasks_begin = now();
  const auto ends = parallel{}(tasks | delayed<fit_and_score>);
  seen.tasks_end = now();

  for (std::size_t i = 0; i < ends.size(); ++i) {
    if (tasks[i].fold == 0) {
      seen.candidates.push_back({.k = tasks[i].k});
    }
    const auto& one = ends[i];
    seen.candidates.back().folds.push_back(one.score);
    seen.read_a_copy += one.memory == rows.number() ? 0 : 1;
    std::ranges::copy(one.phases, std::back_inserter(seen.phases));
  }
  seen.end = now();
  return seen;
}

}  // namespace profile_a_real_job
