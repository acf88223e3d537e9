#include "common/workers/run_jobs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/thread/thread.hpp>
#include <exception>
#include <mutex>
#include <system_error>

namespace tandem {
namespace {

/// What the threads share, under one lock.
class job_list {
 public:
  explicit job_list(std::size_t jobs) : jobs_{jobs} {}

  /// The next job; empty when there is none, or when one has failed.
  std::optional<std::size_t> take() {
    const std::lock_guard hold{lock_};
    return next_ < jobs_ && !failure_ ? std::optional{next_++} : std::nullopt;
  }
  void failed(std::size_t job, int worker, const std::exception_ptr& why) {
    const std::lock_guard hold{lock_};
    if (!failure_ || job < failed_job_) {
      failed_job_ = job;
      failed_worker_ = worker;
      failure_ = why;
    }
  }
  void give_up() {
    const std::lock_guard hold{lock_};
    next_ = jobs_;
  }
  /// Throws if a job has failed. To be called when the threads have ended.
  void rethrow() const;

 private:
  std::mutex lock_;
  std::size_t jobs_;
  std::size_t next_ = 0;
  std::exception_ptr failure_;
  std::size_t failed_job_ = 0;
  int failed_worker_ = 0;
};

void job_list::rethrow() const {
  if (!failure_) {
    return;
  }
  const auto fail = [&](const char* what) {
    std::throw_with_nested(task_error{failed_job_, failed_worker_, what});
  };
  try {
    std::rethrow_exception(failure_);
  } catch (const std::exception& error) {
    fail(error.what());
  } catch (...) {
    fail("an exception that is no std::exception");
  }
}

}  // namespace

task_error::task_error(std::size_t index, int worker, const std::string& what)
    : std::runtime_error{fmt::format("task {} (worker {}) failed: {}", index,
                                     worker, what)},
      index_{index},
      worker_{worker} {}

void run_each(std::size_t jobs, int workers,
              const std::function<void(std::size_t job, int worker)>& run) {
  if (workers < 1) {
    throw std::invalid_argument{
        fmt::format("{} workers; allowed are whole numbers from 1", workers)};
  }
  job_list list{jobs};
  const auto work_on = [&](int worker) {
    while (const auto job = list.take()) {
      try {
        run(*job, worker);
      } catch (...) {
        list.failed(*job, worker, std::current_exception());
      }
    }
  };
  const auto threads = std::min(static_cast<std::size_t>(workers), jobs);
  boost::thread_group started;
  std::exception_ptr trouble;
  for (std::size_t i = 0; i < threads && !trouble; ++i) {
    try {
      started.create_thread([&work_on, i] { work_on(static_cast<int>(i)); });
    } catch (const boost::thread_resource_error& error) {
      trouble = std::make_exception_ptr(std::system_error{
          error.native_error(), std::generic_category(),
          fmt::format("thread {} of {} cannot be started", i + 1, threads)});
    } catch (...) {
      trouble = std::current_exception();
    }
  }
  if (trouble) {
    list.give_up();
  }
  started.join_all();
  if (trouble) {
    std::rethrow_exception(trouble);
  }
  list.rethrow();
}

}  // namespace tandem
