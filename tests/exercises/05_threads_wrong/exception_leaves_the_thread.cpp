// REJECTED BY: SIGABRT
// Lets an exception leave the function that a thread runs.
#include <atomic>
#include <thread>

#include "answer.hpp"

std::vector<int> threads::run_jobs(
    const std::vector<std::function<int()>>& jobs, int threads) {
  std::vector<int> results(jobs.size());
  std::atomic<std::size_t> next{0};
  {
    std::vector<std::jthread> started;
    for (int i = 0; i < threads; ++i) {
      started.emplace_back([&] {
        for (auto job = next++; job < jobs.size(); job = next++) {
          results[job] = jobs[job]();
        }
      });
    }
  }
  return results;
}
