// REJECTED BY: deadlock
// Starts no more threads than jobs, but has them all wait until as many as were
// asked for are there.
#include <algorithm>
#include <atomic>
#include <exception>
#include <latch>
#include <thread>

#include "answer.hpp"

std::vector<int> threads::run_jobs(
    const std::vector<std::function<int()>>& jobs, int threads) {
  std::vector<int> results(jobs.size());
  std::vector<std::exception_ptr> failures(jobs.size());
  std::atomic<std::size_t> next{0};
  std::latch start{threads};
  {
    std::vector<std::jthread> started;
    for (int i = 0; i < std::min(threads, static_cast<int>(jobs.size())); ++i) {
      started.emplace_back([&] {
        start.arrive_and_wait();
        for (auto job = next++; job < jobs.size(); job = next++) {
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
