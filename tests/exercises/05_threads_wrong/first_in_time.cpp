// REJECTED BY: first_failure
// Keeps the exception that was thrown first.
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

#include "answer.hpp"

std::vector<int> threads::run_jobs(
    const std::vector<std::function<int()>>& jobs, int threads) {
  std::vector<int> results(jobs.size());
  std::exception_ptr failure;
  std::atomic<std::size_t> next{0};
  std::mutex lock;
  {
    std::vector<std::jthread> started;
    for (int i = 0; i < threads; ++i) {
      started.emplace_back([&] {
        for (auto job = next++; job < jobs.size(); job = next++) {
          try {
            results[job] = jobs[job]();
          } catch (...) {
            const std::lock_guard hold{lock};
            if (!failure) {
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
