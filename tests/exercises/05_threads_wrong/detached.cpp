// REJECTED BY: threads_have_ended
// Waits until every job is done, not until every thread has ended.
#include <algorithm>
#include <atomic>
#include <exception>
#include <latch>
#include <memory>
#include <thread>

#include "answer.hpp"

namespace {

struct shared {
  explicit shared(const std::vector<std::function<int()>>& all)
      : jobs{all},
        results(all.size()),
        failures(all.size()),
        done{std::ssize(all)} {}
  std::vector<std::function<int()>> jobs;
  std::vector<int> results;
  std::vector<std::exception_ptr> failures;
  std::atomic<std::size_t> next{0};
  std::latch done;
};

}  // namespace

std::vector<int> threads::run_jobs(
    const std::vector<std::function<int()>>& jobs, int threads) {
  const auto all = std::make_shared<shared>(jobs);
  for (int i = 0; i < threads; ++i) {
    std::thread{[all] {
      for (auto job = all->next++; job < all->jobs.size(); job = all->next++) {
        try {
          all->results[job] = all->jobs[job]();
        } catch (...) {
          all->failures[job] = std::current_exception();
        }
        all->done.count_down();
      }
    }}.detach();
  }
  all->done.wait();
  for (const auto& failure : all->failures) {
    if (failure) {
      std::rethrow_exception(failure);
    }
  }
  return all->results;
}
