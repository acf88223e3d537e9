// REJECTED BY: failure
// Catches what a job throws, and tells nobody.
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
          try {
            results[job] = jobs[job]();
          } catch (...) {
            results[job] = -1;
          }
        }
      });
    }
  }
  return results;
}
