// REJECTED BY: results_in_order
// Appends each result when its job is done.
#include <atomic>
#include <mutex>
#include <thread>

#include "answer.hpp"

std::vector<int> threads::run_jobs(
    const std::vector<std::function<int()>>& jobs, int threads) {
  std::vector<int> results;
  std::mutex lock;
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::size_t failed_job = jobs.size();
  {
    std::vector<std::jthread> started;
    for (int i = 0; i < threads; ++i) {
      started.emplace_back([&] {
        for (auto job = next++; job < jobs.size(); job = next++) {
          try {
            const int result = jobs[job]();
            const std::lock_guard hold{lock};
            results.push_back(result);
          } catch (...) {
            const std::lock_guard hold{lock};
            if (job < failed_job) {
              failed_job = job;
              failure = std::current_exception();
            }
          }
        }
      });
    }
  }
  if (failure) {
    std::rethrow_exception(failure);
  }
  return results;
}
