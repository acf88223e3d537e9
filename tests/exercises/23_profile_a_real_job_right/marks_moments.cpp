// Cuts time where a span begins or ends, and marks who is at what in each
// piece.
#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <vector>

#include "answer.hpp"

namespace profile_a_real_job {

summary summarize(const recorded_run& run) {
  if (run.workers < 1 || run.wall < run.wall.zero()) {
    throw std::invalid_argument{"no such run"};
  }
  std::vector<std::chrono::nanoseconds> cuts{run.wall.zero(), run.wall};
  for (const auto& one : run.spans) {
    if (one.worker < 0 || one.worker >= run.workers || one.end < one.begin ||
        one.begin < run.wall.zero() || one.end > run.wall) {
      throw std::invalid_argument{"no such span"};
    }
    cuts.push_back(one.begin);
    cuts.push_back(one.end);
  }
  std::ranges::sort(cuts);
  const auto place_of = [&](std::chrono::nanoseconds moment) {
    return std::ranges::lower_bound(cuts, moment) - cuts.begin();
  };
  // A row for each worker, and the last for what is serial.
  const auto rows = static_cast<std::size_t>(run.workers) + 1;
  std::vector<std::vector<bool>> marks(rows);
  for (const auto& one : run.spans) {
    auto& row = one.is_task ? marks[static_cast<std::size_t>(one.worker)]
                            : marks.back();
    row.resize(cuts.size());
    std::fill(row.begin() + place_of(one.begin),
              row.begin() + place_of(one.end), true);
  }
  const auto marked = [&](const std::vector<bool>& row) {
    std::chrono::nanoseconds sum{};
    for (std::size_t i = 0; i < row.size(); ++i) {
      sum += row[i] ? cuts[i + 1] - cuts[i] : sum.zero();
    }
    return sum;
  };
  summary all{.serial = marked(marks.back())};
  marks.pop_back();
  for (const auto& row : marks) {
    all.tasks += marked(row);
  }
  all.idle = run.workers * run.wall - all.tasks - all.serial;
  if (all.serial.count() > 0) {
    all.serial_share = static_cast<double>(all.serial.count()) /
                       static_cast<double>((all.serial + all.tasks).count());
  }
  return all;
}

double ceiling(const summary& of, int workers) {
  if (workers < 1) {
    throw std::invalid_argument{"no workers"};
  }
  const auto all = of.serial + of.tasks;
  if (all.count() == 0) {
    return 1;
  }
  const double share =
      static_cast<double>(of.serial.count()) / static_cast<double>(all.count());
  return 1 / (share + (1 - share) / workers);
}

}  // namespace profile_a_real_job
