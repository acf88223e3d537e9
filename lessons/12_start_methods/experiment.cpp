#include "experiment.hpp"

#include <sys/resource.h>

#include <stdexcept>
#include <thread>

#include "common/timing/stopwatch.hpp"
#include "common/workers/fork_server.hpp"
#include "common/workers/process_workers.hpp"
#include "common/workers/run_jobs.hpp"

namespace start_methods {

int set_in_main = initial_value;

namespace {

using tandem::process_workers;
using tandem::start_method;

int read_the_global(int) { return set_in_main; }

/// Whether a worker can have a worker of its own.
bool start_one_more(int) {
  try {
    const process_workers more{1, start_method::spawn};
    return true;
  } catch (const std::logic_error&) {
    return false;
  }
}

workers_seen look_at(start_method how, int count) {
  process_workers workers{count, how};
  const std::vector<int> one_each(static_cast<std::size_t>(count));
  workers_seen seen{.how = how};
  seen.read = workers.map<&read_the_global>(one_each);
  for (const bool got : workers.map<&start_one_more>(one_each)) {
    ++seen.asked_for_more;
    seen.got_more += got ? 1 : 0;
  }
  return seen;
}

std::vector<int> read_by_threads(int count) {
  std::vector<int> read(static_cast<std::size_t>(count));
  tandem::run_each(read.size(), count, [&](std::size_t job, int) {
    read[job] = read_the_global(0);
  });
  return read;
}

/// How often somebody took the CPU from us or from our children.
long preempted() {
  rusage self{};
  rusage children{};
  getrusage(RUSAGE_SELF, &self);
  getrusage(RUSAGE_CHILDREN, &children);
  return self.ru_nivcsw + children.ru_nivcsw;
}

start_cost cost_of(const std::function<void()>& start_and_end) {
  const auto before = preempted();
  tandem::stopwatch watch;
  watch.start();
  start_and_end();
  watch.stop();
  const auto spent = watch.elapsed();
  return {.wall = spent.wall,
          .here = spent.self.total(),
          .there = spent.children.total(),
          .fair = preempted() == before};
}

start_cost cost_of_worker(start_method how) {
  return cost_of([&] { const process_workers one{1, how}; });
}

/// Forks and spawns in turns until it is clear which one is cheaper.
void compare(start_costs& seen) {
  const auto note = [](std::vector<start_cost>& all, start_method how) {
    all.push_back(cost_of_worker(how));
    return tandem::cpu_sample{all.back().cpu(), all.back().fair};
  };
  judge_fork([&] { return note(seen.fork, start_method::fork); },
             [&] { return note(seen.spawn, start_method::spawn); });
}

start_costs measure_starts(int rounds) {
  start_costs seen;
  compare(seen);
  tandem::start_fork_server();  // it is there before it is needed
  for (int i = 0; i < rounds; ++i) {
    // Its workers are the server's children, and never counted as ours.
    seen.forkserver.push_back(cost_of_worker(start_method::forkserver));
    seen.forkserver.back().there.reset();
    seen.thread.push_back(cost_of([] { std::thread{[] {}}.join(); }));
    seen.thread.back().there.reset();
  }
  return seen;
}

}  // namespace

evidence measure(guard first_line, int workers, tandem::scale size) {
  const int rounds = size == tandem::scale::quick    ? 5
                     : size == tandem::scale::normal ? 20
                                                     : 200;
  evidence seen;
  seen.in_main = set_in_main;
  for (const auto how :
       {start_method::fork, start_method::spawn, start_method::forkserver}) {
    seen.seen.push_back(look_at(how, workers));
  }
  seen.read_by_threads = read_by_threads(workers);
  seen.costs = measure_starts(rounds);
  seen.lock = fork_beside_a_lock(rounds);
  seen.again = start_it_again(first_line, workers);
  return seen;
}

}  // namespace start_methods
