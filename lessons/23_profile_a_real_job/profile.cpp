#include "profile.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <ranges>
#include <utility>

namespace profile_a_real_job {
namespace {

using std::chrono::nanoseconds;

/// By who was at it: what, in the order of time.
std::map<pid_t, std::vector<noted_phase>> by_thread(const job_run& run) {
  std::map<pid_t, std::vector<noted_phase>> all;
  for (const auto& one : run.phases) {
    all[one.thread].push_back(one);
  }
  for (auto& [thread, phases] : all) {
    std::ranges::sort(phases, {}, &noted_phase::begin);
  }
  return all;
}

worker_profile profile_of(pid_t thread, const std::vector<noted_phase>& phases,
                          const job_run& run) {
  worker_profile seen{.thread = thread};
  auto free_since = run.tasks_begin;
  bool has_had_one = false;
  for (const auto& one : phases) {
    auto& its = seen.at.at(place_of(one.what));
    its.wall += nanoseconds{one.end - one.begin};
    its.cpu += nanoseconds{one.cpu};
    if (one.what != phase::load) {
      (has_had_one ? seen.between : seen.before) +=
          nanoseconds{one.begin - free_since};
      free_since = one.end;
      has_had_one = true;
    }
  }
  (has_had_one ? seen.after : seen.before) +=
      nanoseconds{run.tasks_end - free_since};
  return seen;
}

bool had_tasks(const worker_profile& one) {
  return one.at[place_of(phase::score)].wall.count() > 0;
}

}  // namespace

std::vector<worker_profile> workers_of(const job_run& run) {
  std::vector<worker_profile> all;
  for (const auto& [thread, phases] : by_thread(run)) {
    all.push_back(profile_of(thread, phases, run));
  }
  std::ranges::stable_partition(
      all, [&](const auto& one) { return one.thread == run.caller; });
  return all;
}

account account_of(const job_run& run, int workers) {
  account seen{.workers = workers, .wall = nanoseconds{run.end - run.begin}};
  const nanoseconds shared_out{run.tasks_end - run.tasks_begin};
  seen.serial = seen.wall - shared_out;
  seen.others_idle = (workers - 1) * seen.serial;
  seen.computing = seen.serial;
  int without = workers;
  for (const auto& one : workers_of(run)) {
    if (!had_tasks(one)) {
      continue;  // the caller, where tasks run in processes
    }
    --without;
    for (const auto what : {phase::split, phase::fit, phase::score}) {
      const auto& its = one.at[place_of(what)];
      seen.task_time += its.wall;
      seen.computing += its.cpu;
      seen.off_cpu += its.wall - its.cpu;
    }
    seen.before += one.before;
    seen.between += one.between;
    seen.after += one.after;
  }
  seen.before += without * shared_out;
  return seen;
}

tasks_seen tasks_of(const job_run& run) {
  std::map<pid_t, std::int64_t> firsts;
  tasks_seen seen;
  std::int64_t end = run.tasks_begin;
  for (const auto& one : run.phases) {
    if (one.what != phase::load) {
      seen.cpu += nanoseconds{one.cpu};
      seen.spans.push_back({one.thread, one.begin, one.end});
      end = std::max(end, one.end);
      auto& first = firsts.try_emplace(one.thread, one.begin).first->second;
      first = std::min(first, one.begin);
    }
  }
  if (!firsts.empty()) {
    const auto begins = firsts | std::views::values;
    const auto begin = std::ranges::min(begins);
    seen.span = nanoseconds{end - begin};
    seen.stagger = nanoseconds{std::ranges::max(begins) - begin};
  }
  return seen;
}

double ceiling(nanoseconds serial, nanoseconds parallel, double workers) {
  const auto alone = static_cast<double>(serial.count());
  const auto shared_out = static_cast<double>(parallel.count());
  return (alone + shared_out) / (alone + shared_out / workers);
}

std::int64_t misplaced_phases(const job_run& run) {
  std::int64_t count = 0;
  for (const auto& [thread, phases] : by_thread(run)) {
    auto free_since = run.begin;
    for (const auto& one : phases) {
      const bool is_task = one.what != phase::load;
      const auto from =
          is_task ? std::max(free_since, run.tasks_begin) : free_since;
      const auto to = is_task ? run.tasks_end : run.tasks_begin;
      count +=
          from <= one.begin && one.begin <= one.end && one.end <= to ? 0 : 1;
      free_since = std::max(free_since, one.end);
    }
  }
  return count;
}

int most_tasks_at_once(const job_run& run) {
  std::vector<std::pair<std::int64_t, int>> changes;  // an end before a begin
  for (const auto& one : run.phases) {
    if (one.what != phase::load) {
      changes.emplace_back(one.begin, 1);
      changes.emplace_back(one.end, -1);
    }
  }
  std::ranges::sort(changes);
  int now_at_once = 0;
  int most = 0;
  for (const auto& [at, by] : changes) {
    most = std::max(most, now_at_once += by);
  }
  return most;
}

}  // namespace profile_a_real_job
