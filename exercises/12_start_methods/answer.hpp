#pragma once

#include <optional>
#include <string>
#include <vector>

namespace start_methods {

/// A word that no user gives first on the command line. Anywhere else it is a
/// word like others: one may search a text for it.
inline constexpr const char* worker_argument = "--serve-as-worker";

/// A process, as its own entry point sees it: what it was started with, and
/// what it can do. Every process of the program has one of its own: the one
/// that a user starts, and all that are started again.
class own_process {
 public:
  own_process() = default;
  own_process(const own_process&) = delete;
  own_process& operator=(const own_process&) = delete;
  virtual ~own_process() = default;

  /// The command line, without the program's name. It may be empty.
  [[nodiscard]] virtual const std::vector<std::string>& arguments() const = 0;

  /// An environment variable; none if it is not set. A user may have set any,
  /// but for those whose names begin with TANDEM_.
  [[nodiscard]] virtual std::optional<std::string> variable(
      const std::string& name) const = 0;
  /// Changes the environment of this process. Each process that it starts from
  /// then on, in whatever way, begins with a copy.
  virtual void set_variable(const std::string& name,
                            const std::string& value) = 0;
  virtual void unset_variable(const std::string& name) = 0;

  /// How many workers the program uses: the same number in all its processes.
  [[nodiscard]] virtual int workers_wanted() const = 0;

  /// Starts this program once more, as a child: it comes to its own entry point
  /// with these arguments and a copy of the environment as it is now. Nothing
  /// else comes along: it is another process, and its variables begin with
  /// their initial values.
  /// Errors   std::system_error if there can be no more processes.
  virtual void start_again(const std::vector<std::string>& arguments) = 0;

  /// Empties the file of results.
  virtual void empty_results() = 0;
  /// The program's own work, which needs all its workers. It may run this
  /// program on another file, as a user would.
  /// Shape    returns the exit code.
  virtual int work() = 0;
  /// A worker's life: runs tasks until there are no more. A task may run this
  /// program on another file, as a user would.
  /// Shape    returns the exit code.
  virtual int serve() = 0;
};

/// The program's main, safe to start again.
/// Shape    In a process that was started as one, by a user or as a user would:
///          empties the results, starts workers_wanted() workers, works, in
///          this order. Returns what work() returned.
///          In a process that this function has started to be a worker: serves,
///          once, and does nothing of the above. Returns what serve() returned.
///          It tells the two apart by what the worker was started with: its
///          arguments, its environment, or both; one of them is enough. A
///          process that is run as a user would run it gets arguments of its
///          own, or none, and inherits the environment.
/// Threads  one.
/// Errors   what one of the calls throws comes through, and nothing more is
///          done, but a variable may be put back as it was. It always comes
///          back: it never ends the process itself.
int entry_point(own_process& here);

}  // namespace start_methods
