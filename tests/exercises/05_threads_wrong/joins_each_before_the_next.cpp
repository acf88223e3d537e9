// REJECTED BY: at_once
// Waits for each thread before it starts the next one.
#include <atomic>
#include <exception>
#include <thread>

#include "answer.hpp"

std::vector<int> threads::run_jobs(
    const std::vector<std::function<int()>>& jobs, int threads) {
  std::vector<int> results(jobs.size());
  std::vector<std::exception_ptr> failures(jobs.size());
  std::atomic<std::size_t> next{0};
  for (int i = 0; i < threads; ++i) {
    std::thread worker{[&] {
      for (auto job = next++; job < jobs.size(); job = next++) {
        try {
          results[job] = jobs[job]();
        } catch (...) {
          failures[job] = std::current_exception();
        }
      }
    }};
    worker.join();
  }
  for (const auto& failure : failures) {
    if (failure) {
      std::rethrow_exception(failure);
    }
  }
  return results;
}
