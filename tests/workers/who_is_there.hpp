#pragma once

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <map>
#include <mutex>
#include <ranges>
#include <set>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "common/workers/parallel.hpp"
#include "common/workers/shared_memory.hpp"

// Whether all workers are there, and nothing that should be gone.
namespace tests {

/// Waits until `count` of these tasks have begun, each on a worker of its own:
/// they count in memory that the process `asks` has at this descriptor.
inline pid_t meet(pid_t asks, int descriptor, int count) {
  const auto path = fmt::format("/proc/{}/fd/{}", asks, descriptor);
  const auto memory = tandem::shared_memory::of_descriptor(
      tandem::owned_fd{open(path.c_str(), O_RDWR | O_CLOEXEC)});
  auto& come = *reinterpret_cast<std::atomic<int>*>(memory.bytes().data());
  ++come;
  while (come < count) {
    std::this_thread::yield();
  }
  return getpid();
}

/// What was seen in all rounds.
struct sums {
  std::map<std::string, int> ends{};
  int wrong = 0;

  /// Prints it. Returns  what the program is to end with.
  [[nodiscard]] int tell(int rounds) const {
    for (const auto& [end, count] : ends) {
      std::cout << fmt::format("{:5} {}\n", count, end);
    }
    std::cout << rounds << " rounds, wrong: " << wrong << std::endl;
    return wrong == 0 ? 0 : 1;
  }
};

/// Ends the program if nothing goes on for long.
class watchdog {
 public:
  void note(const std::string& where) {
    const std::lock_guard hold{lock_};
    where_ = where;
    ++notes_;
  }

 private:
  void watch(const std::stop_token& over) {
    constexpr auto patience = std::chrono::seconds{20};
    std::unique_lock hold{lock_};
    while (!over.stop_requested()) {
      const auto seen = notes_;
      changed_.wait_for(hold, over, patience, [] { return false; });
      if (!over.stop_requested() && seen == notes_) {
        std::cout << "nothing goes on any more: " << where_ << std::endl;
        std::abort();
      }
    }
  }

  std::mutex lock_{};
  std::condition_variable_any changed_{};
  std::string where_{};
  std::size_t notes_ = 0;
  std::jthread watcher_{[this](const std::stop_token& over) { watch(over); }};
};

inline std::size_t open_descriptors() {
  namespace fs = std::filesystem;
  const auto found = std::distance(fs::directory_iterator{"/proc/self/fd"},
                                   fs::directory_iterator{});
  return static_cast<std::size_t>(found);
}

inline bool has_zombie() {
  siginfo_t seen{};
  return waitid(P_ALL, 0, &seen, WEXITED | WNOHANG | WNOWAIT) == 0 &&
         seen.si_pid != 0;
}

/// So many workers, all of which have to be there. Returns  their pids.
inline std::set<pid_t> all_meet(int workers) {
  const tandem::shared_memory memory{sizeof(std::atomic<int>)};
  const std::vector<int> descriptors(static_cast<std::size_t>(workers),
                                     memory.descriptor());
  const auto meeting =
      descriptors | std::views::transform([workers](int descriptor) {
        return tandem::delayed<meet>(getpid(), descriptor, workers);
      });
  const auto pids = tandem::parallel{
      {.n_jobs = workers, .backend = "loky", .batch_size = 1}}(meeting);
  return {pids.begin(), pids.end()};
}

}  // namespace tests
