// A pool as one writes it first: fork, write the tasks into a pipe, count the
// results. It works, until a worker dies.
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <system_error>

#include "common/workers/child_process.hpp"
#include "common/workers/descriptors.hpp"
#include "experiment.hpp"
#include "watched_process.hpp"

namespace when_a_worker_dies {
namespace {

using namespace std::chrono_literals;

// Both are smaller than PIPE_BUF: they come whole, or not at all.
struct order {
  int index;
  int number;
  fate how;
};
struct result {
  int index;
  int value;
};

[[noreturn]] void fail(const char* what) {
  throw std::system_error{errno, std::generic_category(), what};
}

/// A worker's life. No exception may leave it: this process is a copy of the
/// parent, and would go on with the parent's code.
[[noreturn]] void work(int orders, int results) noexcept {
  order todo{};
  while (read(orders, &todo, sizeof todo) == sizeof todo) {
    result done{.index = todo.index, .value = 0};
    try {
      done.value = square(todo.number, todo.how);
    } catch (...) {
      _exit(1);
    }
    if (write(results, &done, sizeof done) != sizeof done) {
      _exit(1);
    }
  }
  _exit(0);
}

class naive_pool : public pool {
 public:
  explicit naive_pool(int workers) {
    std::vector<pid_t> pids;
    pids.reserve(static_cast<std::size_t>(workers));
    for (int i = 0; i < workers; ++i) {
      const pid_t pid = fork();
      if (pid < 0) {
        fail("a naive worker cannot be forked");
      }
      if (pid == 0) {
        orders_.write.close();  // or nobody would see the end of the orders
        work(orders_.read.get(), results_.write.get());
      }
      pids.push_back(pid);
    }
    watched_ = watch_all(pids);
  }

  [[nodiscard]] std::vector<pid_t> pids() const override {
    std::vector<pid_t> all;
    all.reserve(watched_.size());
    for (const auto& worker : watched_) {
      all.push_back(worker.pid());
    }
    return all;
  }

  reply run(const std::vector<call>& calls) override {
    reply all{.came = false,
              .results = std::vector<std::optional<int>>(calls.size()),
              .errors = std::vector<std::string>(calls.size())};
    int index = 0;
    for (const auto& [number, how] : calls) {
      const order todo{.index = index++, .number = number, .how = how};
      if (write(orders_.write.get(), &todo, sizeof todo) != sizeof todo) {
        fail("an order cannot be written");
      }
    }
    for (std::size_t count = 0; count < calls.size(); ++count) {
      // A real one would just read here, and sleep for ever. A lesson has to
      // end.
      if (!something_comes(calls.size() - count)) {
        return all;
      }
      result done{};
      if (read(results_.read.get(), &done, sizeof done) != sizeof done) {
        until_all_are_gone();
        break;  // nobody is left who could write: that it would notice
      }
      all.results.at(static_cast<std::size_t>(done.index)) = done.value;
    }
    all.came = true;
    return all;
  }

 private:
  /// Waits until there is something to read. False if there never will be:
  /// every worker is gone, or as many of them as there are results missing,
  /// since a worker that ends takes one order along.
  [[nodiscard]] bool something_comes(std::size_t missing) const {
    for (;;) {
      // First who is gone: what they wrote before is in the pipe by now.
      std::vector<pollfd> all{{results_.read.get(), POLLIN, 0}};
      for (const auto& worker : watched_) {
        if (!worker.is_gone()) {
          all.push_back({worker.ended_fd(), POLLIN, 0});
        }
      }
      if (tandem::readable_within(results_.read.get(), 0ms)) {
        return true;
      }
      const auto living = all.size() - 1;
      const auto gone = watched_.size() - living;
      if (living == 0 || gone >= missing) {
        return false;
      }
      poll(all.data(), all.size(), -1);
    }
  }

  /// Who ends closes the pipe a moment before it is gone.
  void until_all_are_gone() const {
    for (const auto& worker : watched_) {
      pollfd one{worker.ended_fd(), POLLIN, 0};
      poll(&one, 1, -1);
    }
  }

  tandem::pipe_ends orders_ = tandem::make_pipe();
  tandem::pipe_ends results_ = tandem::make_pipe();
  std::vector<watched_process> watched_;  ///< for the lesson, not for the pool
};

}  // namespace

std::unique_ptr<pool> make_naive_pool(int workers) {
  return std::make_unique<naive_pool>(workers);
}

}  // namespace when_a_worker_dies
