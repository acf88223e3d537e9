#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "common/locking/global_lock.hpp"
#include "common/workers/crew.hpp"

namespace tandem {

/// A way to run tasks, for `parallel`. A program may have one of its own.
/// Threads  any.
class backend {
 public:
  backend() = default;
  backend(const backend&) = delete;
  backend& operator=(const backend&) = delete;
  backend(backend&&) = delete;
  backend& operator=(backend&&) = delete;
  virtual ~backend() = default;

  /// "LokyBackend", as joblib's progress lines have it.
  [[nodiscard]] virtual std::string name() const = 0;
  /// Whether tasks see the variables of this program, and change them.
  [[nodiscard]] virtual bool shares_memory() const = 0;
  /// How many workers it takes, where so many are asked for.
  [[nodiscard]] virtual int workers(int n_jobs) const { return n_jobs; }
  /// How deep its tasks are, for calls at `level`: see nesting.
  [[nodiscard]] virtual int level_inside(int level) const { return level + 1; }
  /// Workers for one call, while that lasts.
  /// Errors   if they cannot be started.
  virtual std::shared_ptr<crew> hire(int workers) = 0;
};

/// The caller makes each call itself.
std::shared_ptr<backend> sequential_backend();
/// Threads of this program.
std::shared_ptr<backend> threading_backend();
/// The same, where one lock is for all calls that compute, as in Python.
/// Shape    a task that waits lets go of it by scoped_release{lock}. One worker
///          is the caller itself, and takes no lock. A task that calls
///          parallel on this backend has to let go of it, too.
std::shared_ptr<backend> threading_backend(global_lock& lock);
/// Processes, forked for each call.
std::shared_ptr<backend> multiprocessing_backend();
/// Processes, spawned, and kept for later calls until the program ends or lets
/// them go.
std::shared_ptr<backend> loky_backend();

/// The backend of that name: "sequential", "threading", "multiprocessing" or
/// "loky".
/// Errors   std::invalid_argument, with these names.
std::shared_ptr<backend> backend_named(std::string_view name);

/// Ends the processes that loky_backend keeps and that nobody uses just now.
/// Returns  how many.
/// Source   loky, get_reusable_executor().shutdown().
int let_workers_go();

}  // namespace tandem
