// REJECTED BY: failure
// A thread ends when its job throws, and starts another one in its place.
#include <atomic>
#include <exception>
#include <list>
#include <mutex>
#include <thread>

#include "answer.hpp"

namespace {

struct crew {
  const std::vector<std::function<int()>>& jobs;
  std::vector<int> results;
  std::vector<std::exception_ptr> failures;
  std::atomic<std::size_t> next{0};
  std::mutex lock{};
  std::list<std::thread> started{};

  void start_one() {
    const std::lock_guard hold{lock};
    started.emplace_back([this] { work(); });
  }
  void work() {
    auto job = next++;
    try {
      for (; job < jobs.size(); job = next++) {
        results[job] = jobs[job]();
      }
    } catch (...) {
      failures[job] = std::current_exception();
      start_one();
    }
  }
  void join_all() {
    std::unique_lock hold{lock};
    while (!started.empty()) {
      std::thread one = std::move(started.front());
      started.pop_front();
      hold.unlock();
      one.join();
      hold.lock();
    }
  }
};

}  // namespace

std::vector<int> threads::run_jobs(
    const std::vector<std::function<int()>>& jobs, int threads) {
  crew all{.jobs = jobs,
           .results = std::vector<int>(jobs.size()),
           .failures = std::vector<std::exception_ptr>(jobs.size())};
  for (int i = 0; i < threads; ++i) {
    all.start_one();
  }
  all.join_all();
  for (const auto& failure : all.failures) {
    if (failure) {
      std::rethrow_exception(failure);
    }
  }
  return all.results;
}
