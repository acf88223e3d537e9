#pragma once

#include <chrono>
#include <concepts>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "common/workers/backend.hpp"
#include "common/workers/pre_dispatch.hpp"
#include "common/workers/scheduler.hpp"

namespace tandem {

/// A backend by its name, or one of the program's own.
class backend_choice {
 public:
  backend_choice() = default;
  /// Errors   as backend_named.
  backend_choice(const char* name) : chosen_{backend_named(name)} {}
  backend_choice(std::string_view name) : chosen_{backend_named(name)} {}
  backend_choice(const std::string& name) : chosen_{backend_named(name)} {}
  template <std::derived_from<backend> Own>
  backend_choice(std::shared_ptr<Own> own) : chosen_{std::move(own)} {}

  [[nodiscard]] const std::shared_ptr<backend>& get() const { return chosen_; }

 private:
  std::shared_ptr<backend> chosen_;
};

/// "auto", or a number of tasks.
class batch_size_choice {
 public:
  /// Errors   std::invalid_argument, with what is allowed.
  batch_size_choice(const char* text);
  batch_size_choice(int tasks);

  [[nodiscard]] const std::optional<std::size_t>& get() const { return tasks_; }

 private:
  std::optional<std::size_t> tasks_;
};

/// "all", a number of tasks, or an expression with n_jobs.
class pre_dispatch_choice {
 public:
  pre_dispatch_choice(const char* text) : text_{text} {}
  pre_dispatch_choice(std::string text) : text_{std::move(text)} {}
  pre_dispatch_choice(int tasks) : text_{std::to_string(tasks)} {}

  [[nodiscard]] const std::string& get() const { return text_; }

 private:
  std::string text_;
};

/// How `parallel` runs its calls.
/// Source   joblib, Parallel; names, defaults and meanings are its own.
struct parallel_options {
  /// How many workers; below 0: so many CPUs, and one, less. None: 1, or what
  /// parallel_config says.
  std::optional<int> n_jobs{};
  /// None: what parallel_config says; else by `prefer`, `require`, and "loky".
  backend_choice backend{};
  /// Tasks that a worker gets at once.
  batch_size_choice batch_size = "auto";
  /// Tasks that may be drawn from the input ahead of need.
  pre_dispatch_choice pre_dispatch = "2 * n_jobs";
  /// How much is said of progress, on stderr; from 50 on, on stdout.
  std::optional<int> verbose{};
  /// On a terminal, one line that is kept up to date, in place of these: how
  /// many are done, how many a second, how long the rest will take.
  bool progress_bar = false;
  /// For one task. Where workers are processes, one that is late is ended; a
  /// thread cannot be, so its task ends first, and has failed then.
  std::optional<std::chrono::nanoseconds> timeout{};
  /// For all, the start of workers included. On threads, the tasks that have
  /// begun end first; so does an input that is being drawn.
  std::optional<std::chrono::nanoseconds> deadline{};
  /// "processes" or "threads", unless a backend is given.
  std::string prefer{};
  /// "sharedmem": tasks have to see this program's variables. Their types have
  /// to be serialisable even so, as the backend is chosen at run time.
  std::string require{};
  /// Called after each batch, by one thread at a time. All workers wait for it.
  std::function<void(const schedule_counts& now)> on_progress{};
};

/// For the calls of this thread, as long as it lives: what parallel_options
/// leave open. What one says holds inside it for those within, too, unless they
/// say otherwise.
/// Errors   std::invalid_argument, with what was given and what is allowed;
///          then all is as before.
/// Source   joblib, parallel_config.
class parallel_config {
 public:
  struct settings {
    backend_choice backend{};
    std::optional<int> n_jobs{};
    std::optional<int> verbose{};
    /// How many threads the calls inside each task may have, instead of
    /// max(CPUs / n_jobs, 1); from 1. It may be more than there are CPUs; but
    /// inside a task, which has been given so many and no more, it can only
    /// make them fewer. Where tasks run in place, nothing is shared out, and it
    /// waits for calls inside that have workers.
    /// A worker process exports it to OpenMP and its kin, which look once. For
    /// tasks on threads of this program it limits `parallel` alone, as those
    /// variables are the whole process's: joblib, which has nothing but them,
    /// refuses it there.
    std::optional<int> inner_max_num_threads{};
  };
  /// Errors   std::invalid_argument, with what is allowed.
  explicit parallel_config(const settings& now);
  /// Nothing: as in a thread that has just begun.
  explicit parallel_config(std::nullptr_t);
  parallel_config(const parallel_config&) = delete;
  parallel_config& operator=(const parallel_config&) = delete;
  parallel_config(parallel_config&&) = delete;
  parallel_config& operator=(parallel_config&&) = delete;
  ~parallel_config();

  /// What holds in this thread.
  static const settings& current();

 private:
  settings before_;
};

/// What a call does, once all is decided.
struct parallel_plan {
  std::shared_ptr<backend> runs_on{};
  int n_jobs_asked = 1;
  int verbose = 0;
  schedule how{};
};

/// Decides, from the options, parallel_config, and where the calling thread is.
/// Errors   std::invalid_argument, with what was given and what is allowed.
parallel_plan plan(const parallel_options& options);

/// Where tasks are that so many workers of a backend run for this thread.
nesting nesting_inside(const backend& runs_on, int workers);

/// Nothing but the errors of `plan`.
void demand_valid(const parallel_options& options);

}  // namespace tandem
