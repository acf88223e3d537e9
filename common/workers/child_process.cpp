#include "common/workers/child_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "common/workers/descriptors.hpp"
#include "common/workers/fork_server.hpp"
#include "common/workers/spawn.hpp"
#include "common/workers/worker_main.hpp"

namespace tandem {
namespace {

[[noreturn]] void fail(const char* what) {
  throw std::system_error{errno, std::generic_category(), what};
}

/// A child of this very process.
class own_child : public child_process {
 public:
  explicit own_child(pid_t pid) : pid_{pid}, ended_{watch_process(pid)} {
    if (ended_.get() < 0) {
      const int why = errno;
      ::kill(pid_, SIGKILL);
      own_child::wait();
      errno = why;
      fail("a worker cannot be watched");
    }
  }
  own_child(const own_child&) = delete;
  own_child& operator=(const own_child&) = delete;
  own_child(own_child&&) = delete;
  own_child& operator=(own_child&&) = delete;
  ~own_child() override {
    own_child::kill();
    own_child::wait();
  }

  [[nodiscard]] pid_t pid() const override { return pid_; }
  [[nodiscard]] int ended_fd() const override { return ended_.get(); }
  process_ending wait() override {
    if (!ending_) {
      const auto status = wait_for_child(pid_);
      ending_ = status ? ending_of(*status) : process_ending{};
    }
    return *ending_;
  }
  void kill() noexcept override {
    if (!ending_) {
      kill_process(ended_.get());
    }
  }

 private:
  pid_t pid_;
  owned_fd ended_;
  std::optional<process_ending> ending_;
};

std::size_t count_threads() {
  namespace fs = std::filesystem;
  std::error_code unknown;
  const auto found =
      std::distance(fs::directory_iterator{"/proc/self/task", unknown},
                    fs::directory_iterator{});
#ifdef __SANITIZE_THREAD__
  constexpr std::ptrdiff_t sanitizers_own = 1;
#else
  constexpr std::ptrdiff_t sanitizers_own = 0;
#endif
  return static_cast<std::size_t>(found - sanitizers_own);
}

/// A thread that was joined may be listed for a moment more.
std::size_t threads_of_this_process() {
  constexpr int looks = 100;
  auto threads = count_threads();
  for (int look = 0; threads > 1 && look < looks; ++look) {
    poll(nullptr, 0, 1);
    threads = count_threads();
  }
  return threads;
}

std::unique_ptr<child_process> fork_worker(const worker_descriptors& with) {
  const auto threads = threads_of_this_process();
  if (threads > 1) {
    throw std::logic_error{fmt::format(
        "fork while {} threads are alive: their locks would stay locked in the "
        "copy for ever. Allowed is 1 thread; or start workers by spawn or "
        "forkserver",
        threads)};
  }
  std::fflush(nullptr);  // or the copy would print it, too
  std::cout.flush();
  const pid_t pid = fork();
  if (pid < 0) {
    fail("a worker cannot be forked");
  }
  if (pid == 0) {
    become_forked_worker(with);
  }
  return std::make_unique<own_child>(pid);
}

}  // namespace

std::string to_text(start_method how) {
  switch (how) {
    case start_method::fork:
      return "fork";
    case start_method::spawn:
      return "spawn";
    case start_method::forkserver:
      return "forkserver";
  }
  return "?";
}

process_ending ending_of(int wait_status) {
  if (WIFSIGNALED(wait_status)) {
    return {process_ending::how_ended::signal, WTERMSIG(wait_status)};
  }
  if (WIFEXITED(wait_status)) {
    return {process_ending::how_ended::exit, WEXITSTATUS(wait_status)};
  }
  return {};
}

std::string to_text(const process_ending& how) {
  switch (how.how) {
    case process_ending::how_ended::signal: {
      const char* name = sigabbrev_np(how.code);
      return name != nullptr ? fmt::format("was ended by SIG{}", name)
                             : fmt::format("was ended by signal {}", how.code);
    }
    case process_ending::how_ended::exit:
      return fmt::format("exited with code {}", how.code);
    case process_ending::how_ended::unknown:
      break;
  }
  return "is gone";
}

std::optional<int> wait_for_child(pid_t child) {
  int status = 0;
  pid_t got = -1;
  do {
    got = waitpid(child, &status, 0);
  } while (got < 0 && errno == EINTR);
  return got == child ? std::optional{status} : std::nullopt;
}

owned_fd& owned_fd::operator=(owned_fd&& other) noexcept {
  if (this != &other) {
    close();
    fd_ = other.release();
  }
  return *this;
}

int owned_fd::release() { return std::exchange(fd_, -1); }

void owned_fd::close() {
  if (fd_ >= 0) {
    ::close(release());
  }
}

pipe_ends make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) {
    fail("a pipe cannot be made");
  }
  return {owned_fd{ends[0]}, owned_fd{ends[1]}};
}

std::unique_ptr<child_process> child_process::start(
    start_method how, const worker_descriptors& with) {
  stop_without_guard();
  // Where it is ignored, the system forgets at once how a child has ended.
  struct sigaction on_child {};
  if (sigaction(SIGCHLD, nullptr, &on_child) == 0 &&
      on_child.sa_handler == SIG_IGN) {
    std::signal(SIGCHLD, SIG_DFL);
  }
  if (is_worker()) {
    throw std::logic_error{"a worker starts no workers of its own"};
  }
  switch (how) {
    case start_method::fork:
      return fork_worker(with);
    case start_method::spawn:
      return std::make_unique<own_child>(
          spawn_this_program(worker_argument, with));
    case start_method::forkserver:
      return fork_in_server(with);
  }
  throw std::invalid_argument{"an unknown way to start a worker"};
}

}  // namespace tandem
