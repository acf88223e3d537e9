// All that the contract asks for: shares and ceilings to nine places.
#include "answer.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace profile_a_real_job {
namespace {

using std::chrono::nanoseconds;

void demand(bool allowed, const std::string& else_why) {
  if (!allowed) {
    throw std::invalid_argument{else_why};
  }
}

/// How long at least one of the spans was going on.
nanoseconds covered(std::vector<span> spans) {
  std::sort(spans.begin(), spans.end(),
            [](const span& a, const span& b) { return a.begin < b.begin; });
  nanoseconds sum{};
  nanoseconds until{};  // all up to here is counted
  for (const auto& one : spans) {
    sum += std::max(one.end - std::max(one.begin, until), nanoseconds{0});
    until = std::max(until, one.end);
  }
  return sum;
}

}  // namespace

summary summarize(const recorded_run& run) {
  demand(run.workers >= 1, "a run takes 1 worker at least");
  demand(run.wall >= nanoseconds{0}, "a run cannot end before it begins");
  std::vector<span> serial;
  std::vector<std::vector<span>> tasks(static_cast<std::size_t>(run.workers));
  for (const auto& one : run.spans) {
    demand(one.worker >= 0 && one.worker < run.workers,
           "there is no worker " + std::to_string(one.worker));
    demand(nanoseconds{0} <= one.begin && one.begin <= one.end &&
               one.end <= run.wall,
           "a span lies within its run, and ends when or after it begins");
    auto& its =
        one.is_task ? tasks[static_cast<std::size_t>(one.worker)] : serial;
    its.push_back(one);
  }
  summary all{.serial = covered(serial)};
  for (const auto& one : tasks) {
    all.tasks += covered(one);
  }
  all.idle = run.workers * run.wall - all.serial - all.tasks;
  const auto alone = static_cast<double>((all.serial + all.tasks).count());
  if (alone > 0) {
    all.serial_share =
        std::round(static_cast<double>(all.serial.count()) / alone * 1e9) / 1e9;
  }
  return all;
}

double ceiling(const summary& of, int workers) {
  demand(workers >= 1, "it takes 1 worker at least");
  const auto serial = static_cast<double>(of.serial.count());
  const auto tasks = static_cast<double>(of.tasks.count());
  const double shared = serial + tasks / workers;
  return shared > 0 ? std::round((serial + tasks) / shared * 1e9) / 1e9 : 1;
}

}  // namespace profile_a_real_job
