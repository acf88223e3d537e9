// A queue of packaged tasks; futures carry results and exceptions.
#include <deque>
#include <future>
#include <mutex>
#include <thread>

#include "answer.hpp"

namespace {

class task_queue {
 public:
  std::future<int> add(const std::function<int()>& job) {
    const std::lock_guard hold{lock_};
    return tasks_.emplace_back(job).get_future();
  }
  void work_off() {
    std::unique_lock hold{lock_};
    while (!tasks_.empty()) {
      auto task = std::move(tasks_.front());
      tasks_.pop_front();
      hold.unlock();
      task();
      hold.lock();
    }
  }

 private:
  std::mutex lock_;
  std::deque<std::packaged_task<int()>> tasks_;
};

}  // namespace

std::vector<int> threads::run_jobs(
    const std::vector<std::function<int()>>& jobs, int threads) {
  task_queue queue;
  std::vector<std::future<int>> futures;
  for (const auto& job : jobs) futures.push_back(queue.add(job));
  std::vector<std::jthread> workers;  // joined before anything is thrown on
  while (threads-- > 0) workers.emplace_back(&task_queue::work_off, &queue);
  std::vector<int> results;
  for (auto& future : futures) results.push_back(future.get());
  return results;
}
