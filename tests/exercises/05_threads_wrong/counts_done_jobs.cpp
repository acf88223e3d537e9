// REJECTED BY: data_race
// Counts the jobs that are done in an int that all threads share.
#include <atomic>
#include <exception>
#include <thread>

#include "answer.hpp"

std::vector<int> threads::run_jobs(
    const std::vector<std::function<int()>>& jobs, int threads) {
  std::vector<int> results(jobs.size());
  std::vector<std::exception_ptr> failures(jobs.size());
  std::atomic<std::size_t> next{0};
  int done = 0;
  {
    std::vector<std::jthread> started;
    for (int i = 0; i < threads; ++i) {
      started.emplace_back([&] {
        for (auto job = next++; job < jobs.size(); job = next++) {
          try {
            results[job] = jobs[job]();
          } catch (...) {
            failures[job] = std::current_exception();
          }
          ++done;  // races
        }
      });
    }
  }
  if (done == 0) {
    return {};
  }
  for (const auto& failure : failures) {
    if (failure) {
      std::rethrow_exception(failure);
    }
  }
  return results;
}
