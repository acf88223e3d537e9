#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace tandem {

/// Which task failed, and on which worker. The task's own exception is nested:
/// std::rethrow_if_nested gives it back.
class task_error : public std::runtime_error {
 public:
  task_error(std::size_t index, int worker, const std::string& what);
  [[nodiscard]] std::size_t index() const { return index_; }
  [[nodiscard]] int worker() const { return worker_; }

 private:
  std::size_t index_;
  int worker_;
};

/// Calls `run` once for each job 0, 1, ... on `workers` threads, which take the
/// next job in turn as soon as they are free.
/// Shape    returns when every thread has ended. The caller's own thread only
///          waits. No more threads than jobs are started.
/// Threads  `run` is called by several threads at once; `worker` counts from 0.
/// Errors   std::invalid_argument if `workers` < 1. After a job has failed no
///          further one begins; then task_error, of several the one with the
///          lowest index. std::system_error if a thread cannot be started.
void run_each(std::size_t jobs, int workers,
              const std::function<void(std::size_t job, int worker)>& run);

/// Runs `jobs` on `workers` threads; results keep the order of the jobs.
/// Shape    n jobs in, n results out.
/// Threads  as run_each.
/// Errors   as run_each.
/// Source   joblib, Parallel(backend="threading").
template <class Result>
std::vector<Result> run_jobs(const std::vector<std::function<Result()>>& jobs,
                             int workers) {
  std::vector<std::optional<Result>> places(jobs.size());
  run_each(jobs.size(), workers,
           [&](std::size_t job, int) { places[job] = jobs[job](); });
  std::vector<Result> results;
  results.reserve(places.size());
  for (auto& place : places) {
    if (place) {  // always: run_each has thrown otherwise
      results.push_back(std::move(*place));
    }
  }
  return results;
}

}  // namespace tandem
