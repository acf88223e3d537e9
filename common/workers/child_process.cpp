#include "common/workers/child_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <string>
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

/// While it lives, Ctrl-C waits: a process that has just been started is a copy
/// of this one, and would do what this one does about it.
class interrupts_wait {
 public:
  interrupts_wait() {
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, SIGINT);
    pthread_sigmask(SIG_BLOCK, &only, &before_);
  }
  interrupts_wait(const interrupts_wait&) = delete;
  interrupts_wait& operator=(const interrupts_wait&) = delete;
  interrupts_wait(interrupts_wait&&) = delete;
  interrupts_wait& operator=(interrupts_wait&&) = delete;
  ~interrupts_wait() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_{};
};

/// Whether ThreadSanitizer has started that thread for itself: it has one or,
/// in a process that was forked, two. They hold back what no program does.
bool is_sanitizers_own([[maybe_unused]] const std::filesystem::path& task) {
#ifdef __SANITIZE_THREAD__
  std::ifstream status{task / "status"};
  const std::string held_back = "SigBlk:";
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(held_back)) {
      const auto mask = std::stoull(line.substr(held_back.size()), nullptr, 16);
      return (mask >> (SIGSEGV - 1) & 1U) != 0;
    }
  }
#endif
  return false;
}

std::size_t count_threads() {
  namespace fs = std::filesystem;
  std::error_code unknown;
  return static_cast<std::size_t>(std::count_if(
      fs::directory_iterator{"/proc/self/task", unknown},
      fs::directory_iterator{},
      [](const auto& task) { return !is_sanitizers_own(task.path()); }));
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
  const interrupts_wait meanwhile;
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
