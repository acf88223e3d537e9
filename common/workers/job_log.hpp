#pragma once

#include <iosfwd>
#include <memory>
#include <string>

namespace tandem {

/// A log of what jobs do, each line with the ids of the process and of the
/// thread that wrote it. Lines of several threads never mix: one lock orders
/// them, and a line is written while it is held.
/// Threads  `note` from any thread; the stream is ours until we are gone.
/// Source   spdlog; Python's logging with %(process)d and %(thread)d.
class job_log {
 public:
  explicit job_log(std::ostream& to);
  job_log(const job_log&) = delete;
  job_log& operator=(const job_log&) = delete;
  ~job_log();

  /// Writes "process 4711  thread 4713  job 3 begins" for "job 3 begins". The
  /// thread id is the kernel's, as gettid() and `top -H` show it.
  void note(const std::string& text);

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace tandem
