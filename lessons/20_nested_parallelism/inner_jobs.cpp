// What runs in the worker processes.
#include "inner_jobs.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <ranges>
#include <set>

#include "board.hpp"
#include "common/timing/work.hpp"
#include "common/workers/meeting.hpp"
#include "common/workers/nesting.hpp"
#include "common/workers/parallel.hpp"

namespace nested_parallelism {
namespace {

using std::chrono::nanoseconds;
using std::chrono::steady_clock;
using tandem::delayed;
using tandem::parallel;

std::int64_t now() { return steady_clock::now().time_since_epoch().count(); }

std::int64_t times_forced_off() {
  rusage used{};
  getrusage(RUSAGE_THREAD, &used);
  return used.ru_nivcsw;
}

/// Computes on until all the others have begun, too. If somebody does not come,
/// all give up.
bool compute_beside(const std::string& board, int all) {
  const auto memory = open_board(board);
  auto& place = *reinterpret_cast<tandem::meeting*>(memory.bytes().data());
  const std::atomic_ref arrived{place.arrived};
  const std::atomic_ref given_up{place.given_up};
  tandem::arrive(place);
  constexpr nanoseconds patience = std::chrono::seconds{2};  // of CPU time
  constexpr nanoseconds turn = std::chrono::microseconds{50};
  for (auto left = patience; arrived < all && given_up == 0; left -= turn) {
    tandem::burn_cpu(turn);
    if (left <= turn) {
      ++given_up;
    }
  }
  return arrived >= all;
}

note compute(const order& told) {
  const auto before = times_forced_off();
  note seen{.job = told.job, .thread = gettid(), .begin = now()};
  seen.result = tandem::work(told.steps);
  if (told.job < told.crowd) {
    seen.met = compute_beside(told.board, told.workers * told.crowd);
  }
  seen.end = now();
  seen.forced_off = times_forced_off() - before;
  return seen;
}

}  // namespace

task_notes call_in_parallel(order told) {
  const int most = tandem::current_nesting().threads;
  told.crowd = most > 0 ? std::min(most, told.asked) : told.asked;
  const auto order_of = [&](int job) {
    auto one = told;
    one.job = job;
    return one;
  };
  const char* openmp = std::getenv("OMP_NUM_THREADS");
  return {.process = getpid(),
          .openmp = openmp == nullptr ? "" : openmp,
          .jobs = parallel{{.n_jobs = told.asked, .batch_size = 1}}(
              std::views::iota(0, 2 * told.asked) |
              std::views::transform(order_of) | delayed<compute>)};
}

int task_notes::threads() const {
  std::set<pid_t> all;
  for (const auto& job : jobs) {
    all.insert(job.thread);
  }
  return static_cast<int>(all.size());
}

}  // namespace nested_parallelism
