// REJECTED BY: SIGABRT
// Throws on what a future brings, while threads are there that nobody joined.
#include <future>
#include <mutex>
#include <thread>

#include "answer.hpp"

std::vector<int> threads::run_jobs(
    const std::vector<std::function<int()>>& jobs, int threads) {
  std::vector<std::packaged_task<int()>> tasks(jobs.begin(), jobs.end());
  std::vector<std::future<int>> futures;
  for (auto& task : tasks) {
    futures.push_back(task.get_future());
  }
  std::mutex lock;
  std::size_t next = 0;
  std::vector<std::thread> started;
  for (int i = 0; i < threads; ++i) {
    started.emplace_back([&] {
      std::unique_lock hold{lock};
      while (next < tasks.size()) {
        auto& task = tasks[next++];
        hold.unlock();
        task();
        hold.lock();
      }
    });
  }
  std::vector<int> results;
  for (auto& future : futures) {
    results.push_back(future.get());
  }
  for (auto& thread : started) {
    thread.join();
  }
  return results;
}
