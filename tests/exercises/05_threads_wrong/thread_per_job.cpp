// REJECTED BY: no_more_threads
// Starts a thread for each job; a semaphore lets only some of them go on.
#include <future>
#include <semaphore>

#include "answer.hpp"

std::vector<int> threads::run_jobs(
    const std::vector<std::function<int()>>& jobs, int threads) {
  std::counting_semaphore<> places{threads};
  std::vector<std::future<int>> futures;
  for (const auto& job : jobs) {
    places.acquire();
    futures.push_back(std::async(std::launch::async, [&] {
      const struct leaving {
        std::counting_semaphore<>& places;
        ~leaving() { places.release(); }
      } leaves{places};
      return job();
    }));
  }
  std::vector<int> results;
  for (auto& future : futures) {
    results.push_back(future.get());
  }
  return results;
}
