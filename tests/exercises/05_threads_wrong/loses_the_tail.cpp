// REJECTED BY: every_job_once
// Gives each thread an equal block, and forgets what is left over.
#include <exception>
#include <thread>

#include "answer.hpp"

std::vector<int> threads::run_jobs(
    const std::vector<std::function<int()>>& jobs, int threads) {
  std::vector<int> results(jobs.size());
  std::vector<std::exception_ptr> failures(jobs.size());
  const auto block = jobs.size() / static_cast<std::size_t>(threads);
  {
    std::vector<std::jthread> started;
    for (int i = 0; i < threads; ++i) {
      started.emplace_back([&, first = static_cast<std::size_t>(i)] {
        for (auto job = first * block; job < (first + 1) * block; ++job) {
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
