#include "answer.hpp"

#include <algorithm>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>

namespace {

/// What the threads share, under one lock.
class job_counter {
 public:
  explicit job_counter(std::size_t jobs) : jobs_{jobs} {}

  /// The next job; empty when there is none, or when one has failed.
  std::optional<std::size_t> take() {
    const std::lock_guard hold{lock_};
    return next_ < jobs_ && !failure_ ? std::optional{next_++} : std::nullopt;
  }
  void failed(std::size_t job, std::exception_ptr why) {
    const std::lock_guard hold{lock_};
    if (!failure_ || job < failed_job_) {
      failed_job_ = job;
      failure_ = std::move(why);
    }
  }
  /// Throws if a job has failed. To be called when the threads have ended.
  void rethrow() const {
    if (failure_) {
      std::rethrow_exception(failure_);
    }
  }

 private:
  std::mutex lock_;
  std::size_t jobs_;
  std::size_t next_ = 0;
  std::exception_ptr failure_;
  std::size_t failed_job_ = 0;
};

}  // namespace

std::vector<int> threads::run_jobs(
    const std::vector<std::function<int()>>& jobs, int threads) {
  job_counter counter{jobs.size()};
  std::vector<int> results(jobs.size());  // each job writes into its own place
  const auto work = [&] {
    while (const auto job = counter.take()) {
      try {
        results[*job] = jobs[*job]();
      } catch (...) {
        counter.failed(*job, std::current_exception());
      }
    }
  };
  {
    std::vector<std::jthread> started;
    const auto count = std::min(static_cast<std::size_t>(threads), jobs.size());
    started.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
      started.emplace_back(work);
    }
  }  // each jthread is joined here, even if one could not be started
  counter.rethrow();
  return results;
}
