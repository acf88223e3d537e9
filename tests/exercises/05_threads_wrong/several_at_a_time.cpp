// REJECTED BY: free_thread
// Each thread takes several jobs at a time, and keeps them.
#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>

#include "answer.hpp"

std::vector<int> threads::run_jobs(
    const std::vector<std::function<int()>>& jobs, int threads) {
  std::vector<int> results(jobs.size());
  std::vector<std::exception_ptr> failures(jobs.size());
  std::atomic<std::size_t> next{0};
  const auto chunk = std::max<std::size_t>(
      1, jobs.size() / (2 * static_cast<std::size_t>(threads)));
  {
    std::vector<std::jthread> started;
    for (int i = 0; i < threads; ++i) {
      started.emplace_back([&] {
        for (auto begin = next.fetch_add(chunk); begin < jobs.size();
             begin = next.fetch_add(chunk)) {
          const auto end = std::min(begin + chunk, jobs.size());
          for (auto job = begin; job < end; ++job) {
            try {
              results[job] = jobs[job]();
            } catch (...) {
              failures[job] = std::current_exception();
            }
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
