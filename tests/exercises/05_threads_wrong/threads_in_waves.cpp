// REJECTED BY: no_more_threads
// Starts some threads, waits for all of them, then starts the next ones.
#include <algorithm>
#include <future>

#include "answer.hpp"

std::vector<int> threads::run_jobs(
    const std::vector<std::function<int()>>& jobs, int threads) {
  std::vector<std::future<int>> futures;
  for (std::size_t begin = 0; begin < jobs.size();) {
    const auto end =
        std::min(begin + static_cast<std::size_t>(threads), jobs.size());
    for (auto i = begin; i < end; ++i) {
      futures.push_back(std::async(std::launch::async, jobs[i]));
    }
    for (; begin < end; ++begin) {
      futures[begin].wait();
    }
  }
  std::vector<int> results;
  for (auto& future : futures) {
    results.push_back(future.get());
  }
  return results;
}
