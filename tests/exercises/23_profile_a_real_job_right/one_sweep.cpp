// Goes once through all begins and ends, and counts who is at how many spans.
#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <vector>

#include "answer.hpp"

namespace profile_a_real_job {
namespace {

using std::chrono::nanoseconds;

struct change {
  nanoseconds at;
  const span* of;
  int by;
};

std::vector<change> changes_in(const recorded_run& run) {
  std::vector<change> all;
  for (const auto& one : run.spans) {
    const bool is_there = 0 <= one.worker && one.worker < run.workers;
    const bool is_in_time = nanoseconds{0} <= one.begin &&
                            one.begin <= one.end && one.end <= run.wall;
    if (!is_there || !is_in_time) {
      throw std::invalid_argument{"no such span"};
    }
    all.push_back({one.begin, &one, 1});
    all.push_back({one.end, &one, -1});
  }
  // Begins first: else a span that takes no time would end before it begins.
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
    return a.at != b.at ? a.at < b.at : a.by > b.by;
  });
  return all;
}

}  // namespace

summary summarize(const recorded_run& run) {
  if (run.workers < 1 || run.wall < nanoseconds{0}) {
    throw std::invalid_argument{"no such run"};
  }
  std::vector<int> depth(static_cast<std::size_t>(run.workers));
  int serial_depth = 0;
  int at_tasks = 0;
  summary all;
  nanoseconds now{};
  const auto pass_to = [&](nanoseconds then) {
    const auto passed = then - now;
    const int serial = serial_depth > 0 ? 1 : 0;
    all.serial += serial * passed;
    all.tasks += at_tasks * passed;
    all.idle += (run.workers - at_tasks - serial) * passed;
    now = then;
  };
  for (const auto& one : changes_in(run)) {
    pass_to(one.at);
    if (!one.of->is_task) {
      serial_depth += one.by;
      continue;
    }
    auto& its = depth[static_cast<std::size_t>(one.of->worker)];
    at_tasks -= its > 0 ? 1 : 0;
    its += one.by;
    at_tasks += its > 0 ? 1 : 0;
  }
  pass_to(run.wall);
  const auto serial = static_cast<double>(all.serial.count());
  const auto tasks = static_cast<double>(all.tasks.count());
  all.serial_share = serial == 0 ? 0 : serial / (serial + tasks);
  return all;
}

double ceiling(const summary& of, int workers) {
  if (workers < 1) {
    throw std::invalid_argument{"no workers"};
  }
  const auto tasks = static_cast<double>(of.tasks.count());
  const double alone = static_cast<double>(of.serial.count()) + tasks;
  if (alone == 0) {
    return 1;
  }
  return alone / (alone - tasks * (1 - 1.0 / workers));
}

}  // namespace profile_a_real_job
