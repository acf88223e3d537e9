#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include "common/workers/scheduler.hpp"

namespace tandem {

/// What joblib says of a call while it runs.
/// Shape    `verbose` 0 says nothing; up to 10 ever more; above, all; from 10
///          on changes of the batch size, too.
/// Units    of time: seconds up to 60, then minutes.
/// Threads  one at a time.
/// Source   joblib, Parallel.print_progress. Here the clock is steady,
///          "finished" is said only at the end, and no count is said twice.
class progress_lines {
 public:
  using duration = std::chrono::duration<double>;
  struct settings {
    int n_jobs = 1;  ///< as asked for
    int verbose = 0;
    std::size_t pre_dispatch = 0;
    std::optional<std::size_t> total{};  ///< how many inputs, if that is known
  };

  /// `elapsed` is the time since the call began; `say` takes one line.
  progress_lines(const settings& how, std::function<duration()> elapsed,
                 std::function<void(const std::string& line)> say);

  /// Who works. Nothing is said of a sequential backend.
  void begin(const std::string& backend, int workers);
  /// A batch is done.
  void note(const schedule_counts& now, const std::string& batch_size_change);
  void end(const schedule_counts& now);

 private:
  void say(const std::string& text) const;
  void say_done(const schedule_counts& now);
  [[nodiscard]] bool is_time_to_say(std::size_t batch) const;
  [[nodiscard]] bool is_time_to_say_remaining(const schedule_counts& now) const;

  settings how_;
  std::function<duration()> elapsed_;
  std::function<void(const std::string&)> say_;
  std::size_t noted_ = 0;  ///< how many were done at the last note
};

/// "   0.2s" or " 1.5min".
std::string short_time(std::chrono::duration<double> time);

}  // namespace tandem
