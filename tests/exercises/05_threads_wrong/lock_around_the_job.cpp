// REJECTED BY: at_once
// Holds the lock of the results while the job runs.
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

#include "answer.hpp"

std::vector<int> threads::run_jobs(
    const std::vector<std::function<int()>>& jobs, int threads) {
  std::vector<int> results(jobs.size());
  std::vector<std::exception_ptr> failures(jobs.size());
  std::atomic<std::size_t> next{0};
  std::mutex lock;
  {
    std::vector<std::jthread> started;
    for (int i = 0; i < threads; ++i) {
      started.emplace_back([&] {
        for (auto job = next++; job < jobs.size(); job = next++) {
          const std::lock_guard hold{lock};
          try {
            results[job] = jobs[job]();
          } catch (...) {
            failures[job] = std::current_exception();
          }
        }
      });
    }
  }
  for (const auto& failure : failures) {
    if (failure) {
      std::rethrow_exception(failure);
    }
  }
  return results;
}
