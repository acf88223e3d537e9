#pragma once

#include <sys/types.h>

#include <memory>
#include <optional>
#include <string>

namespace tandem {

/// How a worker process begins.
enum class start_method {
  /// A copy of this process: cheap, and all that the parent had in memory is
  /// there without being sent. The copy has one thread, and each lock is as it
  /// was: held for ever where another thread held it. Hence only while this
  /// process has one thread.
  fork,
  /// This program, started again: dearer, and begins clean. Possible at any
  /// time; main has to begin with run_if_worker.
  spawn,
  /// A helper, spawned once, that has one thread and little memory, and forks:
  /// cheaper than spawn, and as clean. Possible at any time; main has to begin
  /// with run_if_worker.
  forkserver,
};

/// "fork", "spawn" or "forkserver".
std::string to_text(start_method how);

/// How a process ended.
struct process_ending {
  enum class how_ended {
    exit,     ///< it returned from main, or called exit
    signal,   ///< a signal ended it
    unknown,  ///< who could have told is gone
  };
  how_ended how = how_ended::unknown;
  int code = 0;  ///< the exit code, or the signal's number
  friend bool operator==(const process_ending&,
                         const process_ending&) = default;
};

/// Reads what wait() reports. An exit code of 9 is not a signal 9.
process_ending ending_of(int wait_status);

/// "was ended by SIGSEGV" or "exited with code 3".
std::string to_text(const process_ending& how);

/// Waits until a child of this process has ended, whatever signals come
/// meanwhile, and takes it off the system's list.
/// Shape    its wait status; nothing if it is no child, or no longer one.
std::optional<int> wait_for_child(pid_t child);

/// A descriptor that closes itself.
class owned_fd {
 public:
  owned_fd() = default;
  explicit owned_fd(int descriptor) : fd_{descriptor} {}
  owned_fd(const owned_fd&) = delete;
  owned_fd& operator=(const owned_fd&) = delete;
  owned_fd(owned_fd&& other) noexcept : fd_{other.release()} {}
  owned_fd& operator=(owned_fd&& other) noexcept;
  ~owned_fd() { close(); }

  [[nodiscard]] int get() const { return fd_; }
  int release();
  void close();

 private:
  int fd_ = -1;
};

struct pipe_ends {
  owned_fd read;
  owned_fd write;
};
/// A pipe that no other program inherits.
/// Errors   std::system_error.
pipe_ends make_pipe();

/// What a worker is born with; its numbers of them are worker_fd's. Nothing
/// else stays open in it but the three standard streams.
struct worker_descriptors {
  int requests = -1;
  int results = -1;
  int shared = -1;    ///< memory that the program shares, if any
  int lifeline = -1;  ///< a pipe that nobody writes to: who holds its other end
                      ///< lives
  int progress = -1;  ///< memory in which it notes what is done
};

/// The descriptors as the worker sees them.
namespace worker_fd {
inline constexpr int requests = 3;
inline constexpr int results = 4;
inline constexpr int shared = 5;
inline constexpr int lifeline = 6;
inline constexpr int progress = 7;
inline constexpr int first_other = 8;
}  // namespace worker_fd

/// A process that was started to be a worker, and has to be waited for.
class child_process {
 public:
  /// Starts one.
  /// Errors   std::logic_error in a worker, which starts none of its own, and
  ///          for fork while this process has other threads;
  ///          std::system_error.
  static std::unique_ptr<child_process> start(start_method how,
                                              const worker_descriptors& with);

  child_process(const child_process&) = delete;
  child_process& operator=(const child_process&) = delete;
  child_process(child_process&&) = delete;
  child_process& operator=(child_process&&) = delete;
  virtual ~child_process() = default;

  [[nodiscard]] virtual pid_t pid() const = 0;
  /// Readable once the process has ended.
  [[nodiscard]] virtual int ended_fd() const = 0;
  /// Waits for its end, and takes it off the system's list.
  virtual process_ending wait() = 0;
  /// Ends it with SIGKILL, if it has not been waited for.
  virtual void kill() noexcept = 0;

 protected:
  child_process() = default;
};

}  // namespace tandem
