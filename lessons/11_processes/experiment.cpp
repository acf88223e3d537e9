#include "experiment.hpp"

#include <unistd.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <span>
#include <utility>

#include "common/timing/clock_reader.hpp"
#include "common/timing/span.hpp"
#include "common/timing/work.hpp"
#include "common/workers/cpu_count.hpp"
#include "common/workers/process_workers.hpp"
#include "common/workers/run_jobs.hpp"

namespace processes {
namespace {

using std::chrono::nanoseconds;
using std::chrono::steady_clock;
using tandem::doing;

/// The places on the meeting board.
constexpr std::size_t have_come = 0;
constexpr std::size_t have_asked = 1;

std::int64_t now() { return steady_clock::now().time_since_epoch().count(); }

/// The job. In whatever process it runs, it takes the one lock of that process.
note run_job(const order& told, std::span<tandem::meeting> board) {
  static std::mutex lock_of_this_process;
  const auto cpu = tandem::system_clocks().thread_cpu.now;
  const auto cpu_before = cpu();
  note seen{.job = told.job,
            .process = getpid(),
            .parent = getppid(),
            .thread = gettid(),
            .came = now()};
  const bool meets = told.job < told.crowd;
  if (meets) {
    seen.met = tandem::meet(board[have_come], told.crowd);
  }
  std::unique_lock mine{lock_of_this_process, std::try_to_lock};
  if (meets) {
    tandem::arrive(board[have_asked]);
  }
  if (!mine) {
    mine.lock();
  }
  seen.inside = now();
  if (meets) {
    seen.met = tandem::wait_for_all(board[have_asked], told.crowd) && seen.met;
  }
  tandem::work(told.steps);
  seen.end = now();
  seen.cpu = (cpu() - cpu_before).count();
  return seen;
}

/// The task that a worker process is sent: the job, by the shared board.
note run_order(const order& told) {
  return run_job(told, meeting_board::inherited());
}

class process_crew : public crew {
 public:
  process_crew(int workers, const meeting_board& board)
      : workers_{workers, tandem::start_method::spawn, board.memory()} {}
  std::vector<note> run(const std::vector<order>& orders) override {
    return workers_.map<&run_order>(orders);
  }

 private:
  tandem::process_workers workers_;  // ends them, and waits for them
};

class thread_crew : public crew {
 public:
  thread_crew(int workers, const meeting_board& board)
      : workers_{workers}, board_{board} {}
  std::vector<note> run(const std::vector<order>& orders) override {
    std::vector<note> notes(orders.size());
    tandem::run_each(orders.size(), workers_, [&](std::size_t i, int) {
      notes[i] = run_job(orders[i], board_.values());
    });
    return notes;
  }

 private:
  int workers_;
  const meeting_board& board_;
};

std::int64_t steps_in(nanoseconds span) {
  return static_cast<std::int64_t>(
      tandem::in_ms(span) *
      static_cast<double>(tandem::steps_per_millisecond()));
}

one_run run_jobs(crew& by, int workers, int crowd, nanoseconds span) {
  std::vector<order> orders;
  orders.reserve(job_count);
  for (int job = 0; job < job_count; ++job) {
    orders.push_back({.job = job, .steps = steps_in(span), .crowd = crowd});
  }
  one_run seen;
  seen.who_worked = tandem::timeline{workers};
  const auto begin = steady_clock::now();
  seen.notes = by.run(orders);
  seen.wall = steady_clock::now() - begin;

  auto in_time = seen.notes;
  std::sort(in_time.begin(), in_time.end(),
            [](const note& a, const note& b) { return a.came < b.came; });
  std::map<std::pair<pid_t, pid_t>, int> lanes;
  for (const auto& job : in_time) {
    const auto at = [](std::int64_t moment) {
      return steady_clock::time_point{nanoseconds{moment}};
    };
    const auto next = static_cast<int>(lanes.size());
    const auto lane =
        lanes.try_emplace({job.process, job.thread}, next).first->second;
    if (lane < workers) {  // a worker that replaced a dead one is not drawn
      seen.who_worked.note(lane, doing::waiting, at(job.came));
      seen.who_worked.note(lane, doing::running, at(job.inside));
      seen.who_worked.note(lane, doing::nothing, at(job.end));
    }
  }
  return seen;
}

/// Tries to see more than one CPU compute.
std::vector<tandem::attempt> try_cpus(crew& by, int workers, double usable) {
  constexpr nanoseconds brief = std::chrono::milliseconds{4};
  return tandem::try_until_decided(tandem::more_than_one_cpu, [&] {
    const auto again = run_jobs(by, workers, 0, brief);
    return tandem::cpus_used(again.jobs_cpu(), again.wall,
                             again.who_worked.cpu_wanted(usable));
  });
}

}  // namespace

nanoseconds one_run::jobs_cpu() const {
  std::int64_t sum = 0;
  for (const auto& job : notes) {
    sum += job.cpu;
  }
  return nanoseconds{sum};
}

bool one_run::all_met() const {
  return std::all_of(notes.begin(), notes.end(),
                     [](const note& job) { return job.met; });
}

double evidence::parents_share() const {
  return tandem::ratio(waited_for.process_clock - started.process_clock,
                       run.jobs_cpu());
}

int evidence::at_once() const { return std::min(workers, job_count); }

std::unique_ptr<crew> hire_processes(int workers, const meeting_board& board) {
  return std::make_unique<process_crew>(workers, board);
}

std::unique_ptr<crew> hire_threads(int workers, const meeting_board& board) {
  return std::make_unique<thread_crew>(workers, board);
}

one_run run_twelve(crew& by, int workers, const meeting_board& board,
                   nanoseconds span) {
  std::ranges::fill(board.values(), tandem::meeting{});
  return run_jobs(by, workers, std::min(workers, job_count), span);
}

evidence measure(const hiring& hire, int workers, tandem::scale size) {
  const nanoseconds span =
      std::chrono::milliseconds{size == tandem::scale::quick    ? 6
                                : size == tandem::scale::normal ? 20
                                                                : 500};
  const auto cpus = tandem::count_cpus();
  evidence seen;
  seen.workers = workers;
  seen.parent = getpid();
  seen.usable_cpus = cpus.usable();
  seen.machine = cpus.describe();

  tandem::stopwatch watch;
  const auto steps = steps_in(span);
  watch.start();
  for (int job = 0; job < job_count; ++job) {
    tandem::work(steps);
  }
  seen.in_turn = watch.elapsed();

  const meeting_board board{2};
  const auto before = read_cpu_figures();
  auto by = hire(workers, board);
  seen.started = read_cpu_figures() - before;
  seen.run = run_twelve(*by, workers, board, span);
  seen.results_here = read_cpu_figures() - before;
  by.reset();  // waits for the workers
  seen.waited_for = read_cpu_figures() - before;

  if (workers >= 2 && seen.usable_cpus >= 2) {
    seen.tries = try_cpus(*hire(workers, board), workers, seen.usable_cpus);
  }
  return seen;
}

}  // namespace processes
