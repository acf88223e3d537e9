#include "common/workers/fork_server.hpp"

#include <poll.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <utility>
#include <vector>

#include "common/workers/descriptors.hpp"
#include "common/workers/spawn.hpp"
#include "common/workers/worker_main.hpp"

namespace tandem {
namespace {

// A request is a message of one byte with the descriptors of the new worker;
// the answer is its pid, or the negative error. What becomes of the worker, the
// server writes into the last of the descriptors.
constexpr std::size_t most_fds = 6;

[[noreturn]] void fail(const char* what) {
  throw std::system_error{errno, std::generic_category(), what};
}

union control_space {
  cmsghdr aligned;
  std::array<char, CMSG_SPACE(most_fds * sizeof(int))> bytes;
};

bool send_fds(int socket, const std::array<int, most_fds>& fds,
              std::size_t count) {
  char byte = 0;
  iovec data{&byte, 1};
  control_space space{};
  msghdr message{};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  message.msg_control = space.bytes.data();
  message.msg_controllen = CMSG_SPACE(count * sizeof(int));
  auto* head = CMSG_FIRSTHDR(&message);
  head->cmsg_level = SOL_SOCKET;
  head->cmsg_type = SCM_RIGHTS;
  head->cmsg_len = CMSG_LEN(count * sizeof(int));
  std::memcpy(CMSG_DATA(head), fds.data(), count * sizeof(int));
  return TEMP_FAILURE_RETRY(sendmsg(socket, &message, MSG_NOSIGNAL)) == 1;
}

/// The descriptors of one request; none at the end.
std::vector<owned_fd> receive_fds(int socket) {
  char byte = 0;
  iovec data{&byte, 1};
  control_space space{};
  msghdr message{};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  message.msg_control = space.bytes.data();
  message.msg_controllen = space.bytes.size();
  std::vector<owned_fd> got;
  if (recvmsg(socket, &message, MSG_CMSG_CLOEXEC) <= 0) {
    return got;
  }
  const auto* head = CMSG_FIRSTHDR(&message);
  if (head != nullptr && head->cmsg_type == SCM_RIGHTS) {
    std::array<int, most_fds> fds{};
    const auto count =
        std::min(most_fds, (head->cmsg_len - CMSG_LEN(0)) / sizeof(int));
    std::memcpy(fds.data(), CMSG_DATA(head), count * sizeof(int));
    for (std::size_t i = 0; i < count; ++i) {
      got.emplace_back(fds.at(i));
    }
  }
  return got;
}

/// A worker whose parent is the fork server.
class servers_child : public child_process {
 public:
  servers_child(pid_t pid, owned_fd status)
      : pid_{pid}, process_{watch_process(pid)}, status_{std::move(status)} {
    if (process_.get() < 0 && errno != ESRCH) {  // it may have ended already
      fail("a worker cannot be watched");
    }
  }
  servers_child(const servers_child&) = delete;
  servers_child& operator=(const servers_child&) = delete;
  servers_child(servers_child&&) = delete;
  servers_child& operator=(servers_child&&) = delete;
  ~servers_child() override {
    servers_child::kill();
    servers_child::wait();
  }

  [[nodiscard]] pid_t pid() const override { return pid_; }
  [[nodiscard]] int ended_fd() const override {
    return process_.get() >= 0 ? process_.get() : status_.get();
  }
  process_ending wait() override {
    if (!ending_) {
      int status = 0;
      ssize_t got = -1;
      do {
        got = read(status_.get(), &status, sizeof status);
      } while (got < 0 && errno == EINTR);
      ending_ = got == sizeof status ? ending_of(status) : process_ending{};
    }
    return *ending_;
  }
  void kill() noexcept override {
    if (!ending_ && process_.get() >= 0) {
      kill_process(process_.get());
    }
  }

 private:
  pid_t pid_;
  owned_fd process_;
  owned_fd status_;
  std::optional<process_ending> ending_;
};

/// The server, as this process sees it.
class fork_server {
 public:
  void start() {
    const std::lock_guard hold{lock_};
    start_locked();
  }

  std::unique_ptr<child_process> fork(const worker_descriptors& with) {
    const std::lock_guard hold{lock_};
    auto status = make_pipe();
    const bool had_one = server_ != nullptr;
    auto pid = ask(with, status.write.get());
    if (!pid && had_one) {  // it has died meanwhile: a new one
      pid = ask(with, status.write.get());
    }
    if (!pid) {
      throw std::runtime_error{
          "the fork server is gone, or not ready; is "
          "tandem::run_if_worker(argc, argv) the first line of main?"};
    }
    if (*pid < 0) {
      errno = -*pid;
      fail("the fork server cannot fork");
    }
    return std::make_unique<servers_child>(*pid, std::move(status.read));
  }

 private:
  /// Waits for the server's end, which its lifeline brings about.
  class process {
   public:
    process(pid_t pid, owned_fd lifeline)
        : pid_{pid}, lifeline_{std::move(lifeline)} {}
    process(const process&) = delete;
    process& operator=(const process&) = delete;
    process(process&&) = delete;
    process& operator=(process&&) = delete;
    ~process() {
      lifeline_.close();
      ::kill(pid_, SIGKILL);  // a child of ours may hold the lifeline, too
      wait_for_child(pid_);
    }

   private:
    pid_t pid_;
    owned_fd lifeline_;
  };

  void start_locked() {
    if (server_) {
      return;
    }
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) !=
        0) {
      fail("the fork server has no socket");
    }
    owned_fd ours{ends[0]};
    const owned_fd its{ends[1]};
    auto lifeline = make_pipe();
    const pid_t pid = spawn_this_program(
        fork_server_argument,
        {.requests = its.get(), .lifeline = lifeline.read.get()});
    socket_ = std::move(ours);
    server_ = std::make_unique<process>(pid, std::move(lifeline.write));
  }

  /// The new worker's pid, or the negative error; none if there is no answer,
  /// and then no server any more.
  std::optional<pid_t> ask(const worker_descriptors& with, int status) {
    start_locked();
    const std::array<int, most_fds> fds{with.requests, with.results,
                                        with.lifeline, with.progress,
                                        status,        with.shared};
    const auto count = with.shared < 0 ? most_fds - 1 : most_fds;
    pid_t pid = 0;
    if (!send_fds(socket_.get(), fds, count) ||
        !readable_within(socket_.get(), patience) ||
        TEMP_FAILURE_RETRY(recv(socket_.get(), &pid, sizeof pid, 0)) !=
            sizeof pid) {
      socket_.close();
      server_.reset();
      return {};
    }
    return pid;
  }

  static constexpr std::chrono::seconds patience{30};
  std::mutex lock_;
  owned_fd socket_;
  std::unique_ptr<process> server_;
};

fork_server& the_server() {
  static fork_server server;
  return server;
}

/// The server's list of its workers: where to write what became of each.
using statuses = std::map<pid_t, owned_fd>;

void tell_who_ended(statuses& workers) {
  int status = 0;
  for (pid_t pid = 0; (pid = waitpid(-1, &status, WNOHANG)) > 0;) {
    const auto found = workers.find(pid);
    if (found != workers.end()) {
      (void)!write(found->second.get(), &status, sizeof status);
      workers.erase(found);
    }
  }
}

/// False when nobody asks any more.
bool serve_one(int socket, statuses& workers) {
  auto fds = receive_fds(socket);
  if (fds.size() < most_fds - 1) {
    return false;
  }
  const worker_descriptors with{
      .requests = fds[0].get(),
      .results = fds[1].get(),
      .shared = fds.size() == most_fds ? fds[most_fds - 1].get() : -1,
      .lifeline = fds[2].get(),
      .progress = fds[3].get()};
  pid_t pid = fork();
  if (pid == 0) {
    become_forked_worker(with);
  }
  if (pid > 0) {
    workers.emplace(pid, std::move(fds[4]));
  } else {
    pid = -errno;
  }
  return send(socket, &pid, sizeof pid, MSG_NOSIGNAL) == sizeof pid;
}

}  // namespace

void start_fork_server() { the_server().start(); }

std::unique_ptr<child_process> fork_in_server(const worker_descriptors& with) {
  return the_server().fork(with);
}

void serve_forks() {
  std::signal(SIGINT, SIG_IGN);   // our parent ends us
  std::signal(SIGCHLD, SIG_DFL);  // or nobody would know how a child ended
  hang_on_lifeline(worker_fd::lifeline);
  sigset_t children;
  sigemptyset(&children);
  sigaddset(&children, SIGCHLD);
  sigprocmask(SIG_BLOCK, &children, nullptr);
  const owned_fd ended{signalfd(-1, &children, SFD_CLOEXEC | SFD_NONBLOCK)};
  statuses workers;
  for (bool wanted = true; wanted;) {
    std::array<pollfd, 2> watched{
        {{worker_fd::requests, POLLIN, 0}, {ended.get(), POLLIN, 0}}};
    if (poll(watched.data(), watched.size(), -1) < 0 && errno != EINTR) {
      break;
    }
    if (watched[1].revents != 0) {
      signalfd_siginfo seen{};
      (void)!read(ended.get(), &seen, sizeof seen);
      tell_who_ended(workers);
    }
    if (watched[0].revents != 0) {
      wanted = serve_one(worker_fd::requests, workers);
    }
  }
  _exit(0);
}

}  // namespace tandem
