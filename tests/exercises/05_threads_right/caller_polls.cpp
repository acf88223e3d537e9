// The caller looks now and then whether all is done, and joins at last.
#include <atomic>
#include <chrono>
#include <exception>
#include <mutex>
#include <thread>

#include "answer.hpp"

std::vector<int> threads::run_jobs(
    const std::vector<std::function<int()>>& jobs, int threads) {
  std::vector<int> results(jobs.size());
  std::size_t first_failed = jobs.size();
  std::exception_ptr failure;
  std::mutex mutex;
  std::atomic<std::size_t> next{0}, ended{0};
  std::vector<std::thread> crew;
  for (int i = 0; i < threads; ++i)
    crew.emplace_back([&] {
      for (std::size_t mine; (mine = next++) < jobs.size();) {
        try {
          results[mine] = jobs[mine]();
        } catch (...) {
          std::scoped_lock lock{mutex};
          if (mine < first_failed) {
            first_failed = mine;
            failure = std::current_exception();
          }
        }
      }
      ++ended;
    });
  while (ended < crew.size())
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  for (auto& one : crew) one.join();
  if (failure) std::rethrow_exception(failure);
  return results;
}
