// REJECTED BY: data_race
// Takes the next job under a lock, but looks without it whether there is one.
#include <exception>
#include <mutex>
#include <thread>

#include "answer.hpp"

std::vector<int> threads::run_jobs(
    const std::vector<std::function<int()>>& jobs, int threads) {
  std::vector<int> results(jobs.size());
  std::vector<std::exception_ptr> failures(jobs.size());
  std::mutex lock;
  std::size_t next = 0;
  {
    std::vector<std::jthread> started;
    for (int i = 0; i < threads; ++i) {
      started.emplace_back([&] {
        while (next < jobs.size()) {  // races
          std::unique_lock hold{lock};
          if (next == jobs.size()) {
            return;
          }
          const auto job = next++;  // races
          hold.unlock();
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
