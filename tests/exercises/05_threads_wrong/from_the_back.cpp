// REJECTED BY: begin_in_order
// Takes the job at the end of the list.
#include <atomic>
#include <exception>
#include <thread>

#include "answer.hpp"

std::vector<int> threads::run_jobs(
    const std::vector<std::function<int()>>& jobs, int threads) {
  std::vector<int> results(jobs.size());
  std::vector<std::exception_ptr> failures(jobs.size());
  std::atomic<std::ptrdiff_t> left{std::ssize(jobs)};
  {
    std::vector<std::jthread> started;
    for (int i = 0; i < threads; ++i) {
      started.emplace_back([&] {
        for (;;) {
          const auto job = --left;
          if (job < 0) {
            return;
          }
          const auto place = static_cast<std::size_t>(job);
          try {
            results[place] = jobs[place]();
          } catch (...) {
            failures[place] = std::current_exception();
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
