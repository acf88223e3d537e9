// REJECTED BY: no_more_threads
// Starts as many threads as it may, and then does a share of the jobs itself.
#include <atomic>
#include <exception>
#include <thread>

#include "answer.hpp"

std::vector<int> threads::run_jobs(
    const std::vector<std::function<int()>>& jobs, int threads) {
  std::vector<int> results(jobs.size());
  std::vector<std::exception_ptr> failures(jobs.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (auto job = next++; job < jobs.size(); job = next++) {
      try {
        results[job] = jobs[job]();
      } catch (...) {
        failures[job] = std::current_exception();
      }
    }
  };
  {
    std::vector<std::jthread> started;
    for (int i = 0; i < threads; ++i) {
      started.emplace_back(work);
    }
    work();
  }
  for (const auto& failure : failures) {
    if (failure) {
      std::rethrow_exception(failure);
    }
  }
  return results;
}
