// Workers that are std::async calls; a spin lock around an iterator.
#include <atomic>
#include <future>
#include <utility>

#include "answer.hpp"

namespace {

using position = std::vector<std::function<int()>>::const_iterator;
using failure = std::pair<position, std::exception_ptr>;

class spin_lock {
 public:
  void lock() {
    while (held_.test_and_set(std::memory_order_acquire)) {
      held_.wait(true, std::memory_order_relaxed);
    }
  }
  void unlock() {
    held_.clear(std::memory_order_release);
    held_.notify_one();
  }

 private:
  std::atomic_flag held_;
};

}  // namespace

std::vector<int> threads::run_jobs(
    const std::vector<std::function<int()>>& jobs, int threads) {
  std::vector<int> results(jobs.size());
  auto next = jobs.begin();
  spin_lock lock;
  const auto take = [&] {
    const std::lock_guard hold{lock};
    return next == jobs.end() ? next : next++;
  };
  // A worker ends with its first failure.
  const auto work = [&]() -> failure {
    for (auto job = take(); job != jobs.end(); job = take()) {
      try {
        results[static_cast<std::size_t>(job - jobs.begin())] = (*job)();
      } catch (...) {
        return {job, std::current_exception()};
      }
    }
    return {jobs.end(), nullptr};
  };
  std::vector<std::future<failure>> workers;
  for (int i = 0; i < threads; ++i)
    workers.push_back(std::async(std::launch::async, work));
  failure first{jobs.end(), nullptr};
  for (auto& worker : workers)
    if (auto seen = worker.get(); seen.first < first.first) first = seen;
  if (first.second) std::rethrow_exception(first.second);
  return results;
}
